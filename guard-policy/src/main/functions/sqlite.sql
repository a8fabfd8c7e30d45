-- What functions-sqlite.txt names, in any shell of the engine, of sqlite-jdbc's version at best:
-- the functions of the engine without those of effects-sqlite.txt, the modules that are read like
-- functions (writing no table), and two words of the grammar that a bracket follows.
select distinct lower(name) as name
from pragma_function_list
where name glob '[a-zA-Z]*'
  and name not in ('fts3_tokenizer', 'fts5', 'load_extension', 'optimize', 'sqlite_log')
union
select 'pragma_' || name
from pragma_pragma_list
where name in ('collation_list', 'compile_options', 'database_list', 'foreign_key_check', 'foreign_key_list',
  'function_list', 'index_info', 'index_list', 'index_xinfo', 'integrity_check', 'module_list', 'pragma_list',
  'quick_check', 'table_info', 'table_list', 'table_xinfo')
union
select column1 from (values ('json_each'), ('json_tree'), ('jsonb_each'), ('jsonb_tree'), ('dbstat'), ('fts5vocab'), ('cast'), ('raise'))
order by name;
