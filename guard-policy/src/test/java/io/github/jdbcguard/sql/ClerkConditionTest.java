package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkConditionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 = 1",
        "1",
        "-1",
        "0x1",
        "1.0 = 1",
        "'1' = 1",
        "'a' = 'a'",
        "'a' = 'A'",
        "'a' < 'b'",
        "1 < 2",
        "2 >= 2",
        "1 <> 2",
        "1 != 2",
        "-1 < +2",
        "true",
        "TRUE",
        "'yes'",
        "not false",
        "not (1 = 2)",
        "not not true",
        "not 0",
        "(((1 = 1)))",
        "id = id",
        "t.id = id",
        "\"id\" = ID",
        "id >= id",
        "id + 1 = id + 1",
        "lower(name) = lower(name)",
        "not (id <> id)",
        "id is not distinct from id",
        "id between id and id",
        "1 between 0 and 2",
        "1 not between 2 and 3",
        "1 in (3, 2, 1)",
        "1 not in (2, 3)",
        "id in (7, id)",
        "name like '%'",
        "'a' like 'a'",
        "exists (select 1)",
        "not exists (select 1) or true",
        "1 is not null",
        "null is null",
        "(1 = 1) is true",
        "(1 = 2) is false",
        "(1 = 2) is not true",
        "id = 5 or 1 = 1",
        "1 = 1 or id = 5",
        "id = 5 or (name = 'a' or (2 > 1))",
        "1 = 1 and 2 = 2",
        "(id = 1 or true) and (true or id = 2)",
        "not (id = 1 and 1 = 2)",
        "not (1 = 2 or 2 = 3)",
        "id is not null or id is null",
        "id is null or not id is null",
        "id = 5 or id <> 5",
        "id = 5 or id = 6 or not (id = 5)",
        "id < 5 or id >= 5",
        "name like 'a' or name not like 'a'",
        "not (id = 5 and id <> 5)",
        "cast(1 as int) = 1",
        "1::int = 1"
      })
  void noticesThatEveryRowIsMeant(String condition) {
    assertThat(delete(condition)).contains(Operation.DELETE_ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = 1",
        "id = ?",
        "? = ?",
        "id = ? or id <> ?",
        "name = 'name'",
        "name = 'a'",
        "id",
        "a.id = b.id",
        "id = id2",
        "true_at = 1",
        "id > 0",
        "1 = 2",
        "0",
        "'a' = 'b'",
        "'no'",
        "false",
        "not true",
        "id is not null",
        "id is null",
        "1 = 1 and id = 5",
        "id = 5 and 1 = 1",
        "not (1 = 1 or id = 5)",
        "id = 5 or id = 6",
        "id = 5 or name <> 5",
        "id in (1, 2)",
        "id not in (1, 2)",
        "id between 1 and 2",
        "name like 'a%'",
        "name not like '%'",
        "exists (select 1 from b where b.id = t.id)",
        "exists (select 1 where false)",
        "random() < 0.5",
        "id = (select max(id) from t)",
        "id = -id",
        "(id, 1) = (1, id)",
        "id is null and id is not null",
        "active is true"
      })
  void takesOtherConditionsAsTheyAre(String condition) {
    assertThat(delete(condition)).containsExactly(Operation.DELETE);
  }

  private static Set<Operation> delete(String condition) {
    return Clerk.read(Dialect.POSTGRESQL, "delete from t where " + condition).operations();
  }
}
