package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of functions of PostgreSQL: harmless only where all of it is understood as reading. */
class FunctionBodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT round(price * 1.19, 2) FROM goods WHERE id = $1",
        "select count(*) from goods where name ilike '%' || $1 || '%';",
        "WITH cheap AS (SELECT * FROM goods WHERE price < 5) SELECT max(price) FROM cheap",
        "select 'delete from goods', \"insert\" from words -- update goods",
      })
  void sqlThatReads(String body) {
    assertThat(FunctionBody.harmless("sql", body)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT tax($1)",
        "SELECT nextval('goods_id')",
        "DELETE FROM goods",
        "SELECT 1; DELETE FROM goods",
        "WITH gone AS (DELETE FROM goods RETURNING id) SELECT count(*) FROM gone",
        "SELECT * FROM goods FOR UPDATE",
        "SELECT * INTO copy FROM goods",
        "SELECT set_config('work_mem', $1, false)",
        "SELECT shop.upper($1)",
        "SET work_mem = '1GB'",
        "BEGIN; SELECT 1",
      })
  void sqlThatDoesMore(String body) {
    assertThat(FunctionBody.harmless("sql", body)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN RETURN $1 * 2; END",
        "begin return (select max(price) from goods where shelf = s); end;",
        """
        DECLARE
          total numeric := 0;
          g record;
          c CURSOR FOR SELECT price FROM goods;
        BEGIN
          SELECT sum(price) INTO STRICT total FROM goods;
          FOR g IN SELECT * FROM goods LOOP
            total := total + coalesce(g.price, 0);
            IF (total > 100) THEN
              RAISE NOTICE 'delete %', total;
            ELSIF total IS NULL THEN
              RETURN 0;
            ELSE
              g.price = 3;
            END IF;
          END LOOP;
          WHILE (total > 9) LOOP total := total / 2; EXIT WHEN (total < 1); END LOOP;
          CASE total WHEN 1 THEN RETURN 1; ELSE NULL; END CASE;
          IF total > 1 THEN PERFORM length('x'); END IF;
          RETURN CASE WHEN total > 5 THEN total ELSE abs(total) END;
        EXCEPTION WHEN no_data_found THEN
          RETURN -1;
        END
        """,
        "begin return query select id from goods order by case when a then b else c end; end",
      })
  void plpgsqlThatReads(String body) {
    assertThat(FunctionBody.harmless("plpgsql", body)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "BEGIN INSERT INTO log VALUES (1); RETURN 1; END",
        "BEGIN RETURN tax($1); END",
        "BEGIN RETURN \"if\"(1); END",
        "BEGIN RETURN shop.return(1); END",
        "BEGIN EXECUTE 'delete from goods'; RETURN 1; END",
        "BEGIN RETURN QUERY EXECUTE 'select 1'; END",
        "BEGIN PERFORM nextval('s'); RETURN 1; END",
        "BEGIN PERFORM pg_notify('a', 'b'); RETURN 1; END",
        "BEGIN TRUNCATE goods; RETURN 1; END",
        "BEGIN LOCK goods; RETURN 1; END",
        "BEGIN SET work_mem = '1GB'; RETURN 1; END",
        "BEGIN COPY goods TO '/tmp/goods'; RETURN 1; END",
        "BEGIN CALL tidy(); RETURN 1; END",
        "BEGIN COMMIT; RETURN 1; END",
        "BEGIN NOTIFY a; RETURN 1; END",
        "BEGIN REFRESH MATERIALIZED VIEW v; RETURN 1; END",
        "BEGIN CREATE TABLE t (a int); RETURN 1; END",
        "BEGIN CREATE TABLE t AS SELECT 1; RETURN 1; END",
        "BEGIN IF true THEN VACUUM goods; END IF; RETURN 1; END",
        "BEGIN CASE 1 WHEN 1 THEN NULL; END CASE; IF true THEN VACUUM goods; END IF; END",
        "BEGIN PERFORM 1 AS case; IF true THEN VACUUM goods; END IF; RETURN 1; END",
        "BEGIN PERFORM CASE WHEN true THEN 1 ELSE 2 END; LOOP VACUUM goods; END LOOP; END",
        "DECLARE a int := tax(1); BEGIN RETURN a; END",
        "DECLARE BEGIN VACUUM goods; RETURN 1; END",
        "BEGIN SELECT 1 INTO a FROM goods FOR UPDATE; RETURN 1; END",
        "BEGIN PERFORM 1 FROM goods FOR SHARE; RETURN 1; END",
        "BEGIN WITH x AS (DELETE FROM goods RETURNING 1) SELECT 1 INTO a FROM x; RETURN 1; END",
        "BEGIN PERFORM 'a\\'; DELETE FROM goods; --'; RETURN 1; END",
        "BEGIN RETURN 'not closed; END",
        "#variable_conflict use_column\nBEGIN RETURN 1; END",
      })
  void plpgsqlThatDoesMore(String body) {
    assertThat(FunctionBody.harmless("plpgsql", body)).isFalse();
  }

  @Test
  void otherLanguages() {
    assertThat(FunctionBody.harmless("plpython3u", "return 1")).isFalse();
    assertThat(FunctionBody.harmless("c", "SELECT 1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DISCARD ALL",
        "discard all;",
        "/* pool */ RESET ALL",
        "RESET default_transaction_read_only",
        "reset DEFAULT_TRANSACTION_READ_ONLY ; "
      })
  void resets(String sql) {
    assertThat(SessionReset.is(Dialect.POSTGRESQL, sql)).isTrue();
    assertThat(SessionReset.is(Dialect.MARIADB, sql)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DISCARD",
        "DISCARD PLANS",
        "RESET ROLE",
        "RESET SESSION AUTHORIZATION",
        "RESET transaction_read_only",
        "RESET \"all\"",
        "RESET default_transaction_read_only.x",
        "DISCARD ALL; SELECT 1",
        "SELECT 1; DISCARD ALL",
        "RESET ALL; RESET ALL",
        "SET default_transaction_read_only = off",
      })
  void resetsNothingOrMore(String sql) {
    assertThat(SessionReset.is(Dialect.POSTGRESQL, sql)).isFalse();
  }
}
