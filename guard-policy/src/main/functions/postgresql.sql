-- Functions of PostgreSQL that change nothing, as far as the catalog tells: none of those with the name is volatile.
select p.proname
from pg_catalog.pg_proc p
where p.pronamespace in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  and p.prokind <> 'p'
group by p.proname
having bool_and(p.provolatile <> 'v')
  -- What a statement cannot call: arguments or results of types that no expression has.
  and not bool_or(p.prorettype::regtype::text ~ '(^internal|^cstring|trigger|_handler)$')
  and not bool_or(exists (select from unnest(p.proargtypes) a where a::regtype::text in ('internal', 'cstring')))
  -- What is meant for the server itself.
  and p.proname !~ '_validator$|^pg_event_trigger_'
  -- The operator >= of "char", called by nobody, and a word that functions of applications have for a name.
  and p.proname <> 'charge'
order by p.proname collate "C"
