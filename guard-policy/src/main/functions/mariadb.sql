-- The built-in functions of a MariaDB server, one to a line; see README.md beside this file.
SELECT LOWER(function) FROM information_schema.sql_functions ORDER BY 1
