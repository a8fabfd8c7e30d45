package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkTest {
  private static final String NONE = "-";

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          POSTGRESQL | -                    | orders           | select * from orders
          POSTGRESQL | -                    | a,b,c            | select * from a join b on a.x = b.x where exists (select 1 from c)
          POSTGRESQL | -                    | a                | with x as (select * from a) select * from x, a
          POSTGRESQL | -                    | b,a              | select (select max(n) from b) from a
          POSTGRESQL | -                    | Shop.Orders      | select * from "Shop"."Orders"
          POSTGRESQL | -                    | my "own" table   | select * from "my ""own"" table"
          MYSQL      | -                    | shop.orders      | select * from `shop`.`orders`
          SQLITE     | -                    | order lines      | select * from [order lines]
          STANDARD   | -                    | -                | select 1
          POSTGRESQL | -                    | -                | select now()
          POSTGRESQL | -                    | -                | begin
          POSTGRESQL | -                    | -                | set search_path = x
          POSTGRESQL | INSERT               | orders           | insert into orders select * from old
          POSTGRESQL | INSERT UPDATE        | t                | insert into t values (1) on conflict (id) do update set a = 1
          POSTGRESQL | INSERT               | t                | insert into t values (1) on conflict do nothing
          MYSQL      | INSERT UPDATE        | t                | insert into t values (1) on duplicate key update a = 2
          MARIADB    | INSERT UPDATE        | t                | replace into t values (1)
          SQLITE     | INSERT UPDATE        | t                | insert or replace into t values (1)
          POSTGRESQL | UPDATE               | shop.orders      | update shop.orders set a = 1 where id = 1
          POSTGRESQL | UPDATE UPDATE_ALL    | orders           | update orders set a = (select max(b) from c)
          POSTGRESQL | UPDATE               | orders           | update orders o set a = b.a from b where o.id = b.id
          STANDARD   | UPDATE               | orders           | update o set a = 1 from orders o where o.id = 1
          MYSQL      | UPDATE UPDATE_ALL    | a,b              | update a join b on a.id = b.id set a.x = 1
          MYSQL      | DELETE DELETE_ALL    | orders           | delete from orders limit 5
          MYSQL      | DELETE               | orders           | delete o from orders o join b on o.id = b.id where b.x = 1
          MARIADB    | DELETE DELETE_ALL    | t                | delete from t returning *
          H2         | DELETE               | t                | delete from t where id = ?
          POSTGRESQL | DELETE DELETE_ALL    | orders           | with d as (delete from orders returning *) select * from d
          POSTGRESQL | INSERT DELETE        | a,b              | with d as (delete from a where id = 1 returning *) insert into b select * from d
          POSTGRESQL | UPDATE UPDATE_ALL    | a                | with u as (update a set x = 1 where 1 = 1 returning *) select * from u where id = 2
          POSTGRESQL | INSERT               | a                | with i as (insert into a values (1) returning *) select * from b, i
          POSTGRESQL | INSERT UPDATE MERGE  | t                | merge into t using s on t.id = s.id when matched then update set a = 1 when not matched then insert (id) values (1)
          POSTGRESQL | DELETE MERGE         | t                | merge into t using s on t.id = s.id when matched then delete
          POSTGRESQL | TRUNCATE             | a,b              | truncate table a, b cascade
          POSTGRESQL | UPDATE DELETE DELETE_ALL | a,b          | with d as (delete from a returning id) update b set x = 1 from d where d.id = b.id
          POSTGRESQL | DELETE DELETE_ALL    | a,b              | with d as (delete from a where true returning id) delete from b using d where d.id = b.id
          POSTGRESQL | DELETE MERGE INSERT DELETE_ALL | a,t    | with d as (delete from a returning id) merge into t using d on t.id = d.id when not matched then insert (id) values (1)
          POSTGRESQL | DELETE DELETE_ALL    | t                | select * from (with d as (delete from t returning *) select * from d) x
          POSTGRESQL | DELETE DELETE_ALL    | t                | select 1 where exists (with d as (delete from t returning *) select * from d)
          POSTGRESQL | CREATE DELETE DELETE_ALL | a,x          | with d as (delete from a returning *) select * into x from d
          POSTGRESQL | CREATE DELETE DELETE_ALL | a,x          | create table x as with d as (delete from a returning *) select * from d
          MYSQL      | TRUNCATE             | a                | truncate a
          POSTGRESQL | DROP                 | a,b              | drop table if exists a, b
          POSTGRESQL | DROP                 | v                | drop view v
          POSTGRESQL | DROP                 | -                | drop function f
          POSTGRESQL | CREATE               | t                | create table t (a int)
          POSTGRESQL | CREATE               | t                | create table t as select * from s
          MARIADB    | CREATE DROP          | t                | create or replace table t (a int)
          POSTGRESQL | CREATE               | t                | create unique index i on t (a)
          POSTGRESQL | CREATE               | v                | create view v as select * from t
          POSTGRESQL | CREATE               | -                | create schema s
          POSTGRESQL | CREATE               | x                | select * into x from y
          POSTGRESQL | CREATE               | x                | select * into x from y union select * from z
          MYSQL      | -                    | t                | select a into @x from t
          POSTGRESQL | ALTER                | shop.t           | alter table shop.t add column c int
          MYSQL      | ALTER TRUNCATE       | t                | alter table t truncate partition p
          MYSQL      | ALTER DROP           | t                | alter table t drop partition p
          MYSQL      | ALTER                | a                | rename table a to b
          POSTGRESQL | GRANT                | t                | grant select on t to app
          POSTGRESQL | GRANT                | t                | revoke select on t from app
          POSTGRESQL | GRANT                | -                | create role app
          MYSQL      | GRANT                | -                | create user app
          POSTGRESQL | -                    | t                | explain delete from t
          POSTGRESQL | DELETE DELETE_ALL    | t                | explain analyze delete from t
          POSTGRESQL | DELETE DELETE_ALL    | t                | explain (analyze, verbose) delete from t
          POSTGRESQL | -                    | t                | explain (analyze false) delete from t
          STANDARD   | DELETE DELETE_ALL    | t                | begin delete from t; end
          STANDARD   | DELETE DELETE_ALL    | t                | if (1 = 1) delete from t
          POSTGRESQL | UPDATE DROP UPDATE_ALL | a,b            | update a set x = 1; drop table b
          POSTGRESQL | DELETE DELETE_ALL    | b                | select * from a; delete from b
          POSTGRESQL | DELETE DELETE_ALL    | t                | -- all of it\\n delete from t
          """)
  void reports(Dialect dialect, String operations, String tables, String sql) {
    Clerk.Report report = Clerk.read(dialect, sql.replace("\\n", "\n"));

    assertThat(report.operations()).isEqualTo(operations(operations));
    assertThat(report.tables()).isEqualTo(tables.equals(NONE) ? List.of() : split(tables));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noticesTheMissingConditionInEveryDialect(Dialect dialect) {
    assertThat(Clerk.read(dialect, "delete from orders").operations())
        .isEqualTo(EnumSet.of(Operation.DELETE, Operation.DELETE_ALL));
    assertThat(Clerk.read(dialect, "update orders set a = 1 where id = 7").operations())
        .isEqualTo(EnumSet.of(Operation.UPDATE));
  }

  @Test
  void namesAtMostTwentyTables() {
    String sql =
        IntStream.range(0, 30).mapToObj(i -> "drop table t" + i).collect(Collectors.joining(";"));

    assertThat(Clerk.read(Dialect.POSTGRESQL, sql).tables())
        .hasSize(20)
        .startsWith("t0", "t1")
        .endsWith("t19");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        ";",
        ";;;",
        "-- nothing",
        "/* delete from t */",
        "/*",
        "'",
        "\"",
        "$$",
        "\u0000",
        "drop",
        "\uD800",
        "this is no sql",
        "update t set a = 99999999999999999999999999e999999999 where 'x"
      })
  void reportsNothingWhereItUnderstandsNothing(String sql) {
    assertThat(Stream.of(Dialect.values()).map(dialect -> Clerk.read(dialect, sql)))
        .containsOnly(Clerk.Report.NONE);
  }

  @Test
  void leavesTextsAloneThatAreTooLargeOrTooDeep() {
    assertNotRead("select " + "(".repeat(1_000) + "1" + ")".repeat(1_000));
    assertNotRead("select " + "(".repeat(51) + "1" + ")".repeat(51) + " from t");
    assertNotRead("delete from t where " + "a = 1 and ".repeat(10_000) + "a = 1");
    assertNotRead("delete from t where " + "1 or ".repeat(1_001) + "1");
    assertNotRead("select * from t where a in (" + "1,".repeat(5_001) + "1)");
    assertNotRead("select * from t where a = '" + "x".repeat(20_000) + "'");
  }

  @Test
  void readsTextsUpToItsLimits() {
    assertRead("select " + "(".repeat(50) + "1" + ")".repeat(50) + " from t");
    assertRead("delete from t where " + "a = 1 and ".repeat(1_000) + "a = 1");
    assertRead("select * from t where a in (" + "1,".repeat(5_000) + "1)");
    assertRead("select * from t where a = '" + "x".repeat(19_000) + "'");
  }

  private static void assertNotRead(String sql) {
    assertThat(Clerk.read(Dialect.POSTGRESQL, sql)).isSameAs(Clerk.Report.NONE);
  }

  private static void assertRead(String sql) {
    assertThat(Clerk.read(Dialect.POSTGRESQL, sql).tables()).containsExactly("t");
  }

  private static Set<Operation> operations(String names) {
    Set<Operation> operations = EnumSet.noneOf(Operation.class);
    if (!names.equals(NONE)) {
      Arrays.stream(names.split(" ")).map(Operation::valueOf).forEach(operations::add);
    }
    return operations;
  }

  private static List<String> split(String tables) {
    return List.of(tables.split(","));
  }
}
