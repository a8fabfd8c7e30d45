package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedKeysTest {
  private static final String INSERT = "INSERT INTO t VALUES (1)";

  @ParameterizedTest
  @ValueSource(strings = {"id", "Order Id", "größe", "a.b", "t$1", "a-b"})
  void takesNamesAsTheyAre(String name) {
    assertThat(NamedKeys.text(INSERT, new String[] {"id", name})).isEqualTo(INSERT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id; DROP TABLE t",
        "wipe()",
        "id -- rest",
        "id /* rest */",
        "\"id\"",
        "'a'",
        "`a`",
        "[a]",
        "id\n",
        "a\\b"
      })
  void judgesWhatMayBeMore(String name) {
    assertThat(NamedKeys.text(INSERT, new String[] {"id", name}))
        .isEqualTo(INSERT + " RETURNING id, " + name);
  }
}
