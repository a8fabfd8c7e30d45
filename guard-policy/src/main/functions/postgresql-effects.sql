-- Volatile functions of PostgreSQL and of all extensions in the database: review says which of them have no effects.
select p.proname
from pg_catalog.pg_proc p
where p.provolatile = 'v'
  and (p.pronamespace = 'pg_catalog'::regnamespace
    or exists (
      select from pg_catalog.pg_depend d
      where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'))
group by p.proname
-- What a statement cannot call: arguments or results of types that no expression has.
having not bool_and(p.prorettype::regtype::text ~ '(^internal|^cstring|trigger|_handler)$'
    or exists (select from unnest(p.proargtypes) a where a::regtype::text in ('internal', 'cstring')))
  and p.proname !~ '_validator$'
  -- A read-only session stops these, but for temporary sequences.
  and p.proname not in ('nextval', 'setval')
  -- Judged by the name of the setting.
  and p.proname <> 'set_config'
order by p.proname collate "C"
