package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that the tokens of a text tell; the clerk names the same where it reads the text. */
class TableNamesTest {

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          POSTGRESQL | orders           | select * from orders
          POSTGRESQL | a,b,c            | select * from a join b on a.x = b.x where exists (select 1 from c)
          POSTGRESQL | a                | with x as (select * from a) select * from x, a
          POSTGRESQL | b,a              | select (select max(n) from b) from a
          POSTGRESQL | Shop.Orders      | select * from "Shop"."Orders"
          POSTGRESQL | my "own" table   | select * from "my ""own"" table"
          MYSQL      | shop.orders      | select * from `shop`.`orders`
          SQLITE     | order lines      | select * from [order lines]
          STANDARD   | -                | select 1
          POSTGRESQL | -                | select now()
          POSTGRESQL | -                | begin
          POSTGRESQL | -                | set search_path = x
          POSTGRESQL | orders           | insert into orders select * from old
          POSTGRESQL | t                | insert into t values (1) on conflict (id) do update set a = 1
          POSTGRESQL | t                | insert into t values (1) on conflict do nothing
          MYSQL      | t                | insert into t values (1) on duplicate key update a = 2
          MARIADB    | t                | replace into t values (1)
          SQLITE     | t                | insert or replace into t values (1)
          POSTGRESQL | shop.orders      | update shop.orders set a = 1 where id = 1
          POSTGRESQL | orders           | update orders set a = (select max(b) from c)
          POSTGRESQL | orders           | update orders o set a = b.a from b where o.id = b.id
          STANDARD   | orders           | update o set a = 1 from orders o where o.id = 1
          MYSQL      | a,b              | update a join b on a.id = b.id set a.x = 1
          MYSQL      | orders           | delete from orders limit 5
          MYSQL      | orders           | delete o from orders o join b on o.id = b.id where b.x = 1
          MARIADB    | t                | delete from t returning *
          H2         | t                | delete from t where id = ?
          POSTGRESQL | orders           | with d as (delete from orders returning *) select * from d
          POSTGRESQL | a,b              | with d as (delete from a where id = 1 returning *) insert into b select * from d
          POSTGRESQL | a                | with u as (update a set x = 1 where 1 = 1 returning *) select * from u where id = 2
          POSTGRESQL | a                | with i as (insert into a values (1) returning *) select * from b, i
          POSTGRESQL | t                | merge into t using s on t.id = s.id when matched then update set a = 1 when not matched then insert (id) values (1)
          POSTGRESQL | t                | merge into t using s on t.id = s.id when matched then delete
          POSTGRESQL | a,b              | truncate table a, b cascade
          POSTGRESQL | a,b              | with d as (delete from a returning id) update b set x = 1 from d where d.id = b.id
          POSTGRESQL | a,b              | with d as (delete from a where true returning id) delete from b using d where d.id = b.id
          POSTGRESQL | a,t              | with d as (delete from a returning id) merge into t using d on t.id = d.id when not matched then insert (id) values (1)
          POSTGRESQL | t                | select * from (with d as (delete from t returning *) select * from d) x
          POSTGRESQL | t                | select 1 where exists (with d as (delete from t returning *) select * from d)
          POSTGRESQL | a,x              | with d as (delete from a returning *) select * into x from d
          POSTGRESQL | a,x              | create table x as with d as (delete from a returning *) select * from d
          MYSQL      | a                | truncate a
          POSTGRESQL | a,b              | drop table if exists a, b
          POSTGRESQL | v                | drop view v
          POSTGRESQL | -                | drop function f
          POSTGRESQL | t                | create table t (a int)
          POSTGRESQL | t                | create table t as select * from s
          MARIADB    | t                | create or replace table t (a int)
          POSTGRESQL | t                | create unique index i on t (a)
          POSTGRESQL | v                | create view v as select * from t
          POSTGRESQL | -                | create schema s
          POSTGRESQL | x                | select * into x from y
          POSTGRESQL | x                | select * into x from y union select * from z
          MYSQL      | t                | select a into @x from t
          POSTGRESQL | shop.t           | alter table shop.t add column c int
          MYSQL      | t                | alter table t truncate partition p
          MYSQL      | t                | alter table t drop partition p
          MYSQL      | a                | rename table a to b
          POSTGRESQL | t                | grant select on t to app
          POSTGRESQL | t                | revoke select on t from app
          POSTGRESQL | -                | create role app
          MYSQL      | -                | create user app
          POSTGRESQL | t                | explain delete from t
          POSTGRESQL | t                | explain analyze delete from t
          POSTGRESQL | t                | explain (analyze, verbose) delete from t
          POSTGRESQL | t                | explain (analyze false) delete from t
          STANDARD   | t                | begin delete from t; end
          STANDARD   | t                | if (1 = 1) delete from t
          POSTGRESQL | a,b              | update a set x = 1; drop table b
          POSTGRESQL | b                | select * from a; delete from b
          POSTGRESQL | t                | -- all of it\\n delete from t
          POSTGRESQL | orders           | select extract(year from created), trim(both 'x' from name), a is distinct from b from orders
          POSTGRESQL | orders,lines     | select * from orders o, lines l where o.id = l.id
          POSTGRESQL | orders,lines     | select * from only orders, lateral (select * from lines) l
          POSTGRESQL | t                | copy t from stdin
          POSTGRESQL | t                | copy t (a, b) to stdout
          POSTGRESQL | t                | select copy from t
          POSTGRESQL | t                | grant select on table t to app
          POSTGRESQL | t                | select a, grant from t
          POSTGRESQL | a,b              | select * from a; table b
          POSTGRESQL | t                | table t
          POSTGRESQL | x                | select * into temp x from y
          POSTGRESQL | x                | select * into temporary table x from y
          MYSQL      | t                | select * from t into dumpfile '/tmp/x'
          POSTGRESQL | t                | with x as materialized (select 1) select * from x, t
          POSTGRESQL | t                | with x as not materialized (select 1) select * from x, t
          POSTGRESQL | t                | with x (a, b) as (select 1, 2) select * from x, t
          POSTGRESQL | a,b              | select * from a join b using (id) where c = 1
          POSTGRESQL | a                | delete from a using b where a.id = b.id
          POSTGRESQL | a                | merge into a using b on a.id = b.id when matched then delete
          POSTGRESQL | t                | select * from t as of_it (a, b), (select 1) s
          POSTGRESQL | a,b,c            | select * from a, (select * from b) s, c
          STANDARD   | orders           | delete top (5) from orders where id = 1
          STANDARD   | orders           | delete top (5) orders
          SQLSERVER  | orders           | update top (5) orders set a = 1
          SQLSERVER  | orders           | insert top (5) into orders select * from old
          POSTGRESQL | top              | insert into top (a) values (1)
          POSTGRESQL | a,b              | drop table a, b restrict
          POSTGRESQL | t                | create trigger trg before update on t for each row execute function f()
          MYSQL      | t                | select replace(a, 'x', 'y'), insert(b, 1, 2, 'z') from t
          POSTGRESQL | orders           | update orders as o set a = 1 where o.id = 2
          STANDARD   | orders           | update o set a = 1 from orders as o where o.id = 1
          POSTGRESQL | t                | select * from generate_series(1, 3) g, t
          POSTGRESQL | t                | with recursive r(n) as (select 1 union all select n + 1 from r) select * from r, t
          MYSQL      | t                | select * from t into outfile '/tmp/x'
          MYSQL      | a                | insert ignore into a select * from b on duplicate key update x = 1
          STANDARD   | t                | delete top (5) from t
          SQLITE     | select           | select * from "select"
          POSTGRESQL | -                | grant usage on schema s to app
          POSTGRESQL | shop.t           | lock table shop.t in share mode
          POSTGRESQL | t                | comment on table t is 'x'
          """)
  void names(Dialect dialect, String tables, String sql) {
    assertThat(Classifier.of(dialect).tables(sql.replace("\\n", "\n")))
        .containsExactlyInAnyOrderElementsOf(
            tables.equals("-") ? List.of() : Arrays.asList(tables.split(",")));
  }
}
