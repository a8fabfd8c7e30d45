package io.github.jdbcguard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

  @Test
  void takesEachPartFromTheNearestPlaceThatHasIt() {
    Properties properties = new Properties();
    properties.setProperty("guard.audit.table.user", "property");
    properties.setProperty("guard.audit.table.password", "property");
    Map<String, String> environment =
        Map.of(
            "GUARD_AUDIT_TABLE_USER", "variable",
            "GUARD_AUDIT_TABLE_PASSWORD", "variable",
            "GUARD_AUDIT_TABLE_SCHEMA", "variable");

    Login login = Login.of("guard.audit.table", Map.of("user", "given"), properties, environment);

    assertThat(login).isEqualTo(new Login("given", "property", "variable"));
    assertThat(Login.of("guard.ledger", Map.of(), properties, environment))
        .isEqualTo(new Login("", "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-b", "a.b", "a\"b", "1a", " a", "a;DROP TABLE x"})
  void refusesASchemaThatIsNoName(String schema) {
    assertThatThrownBy(() -> new Login("", "", schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is no schema for the tables of the guard: use letters, digits and '_'", schema);
  }

  @Test
  void neverShowsThePassword() {
    Login login = new Login("guard", "s3cret", "own");

    assertThat(login).hasToString("Login[user=guard, schema=own]");
    assertThat(new StoreAddress("the ledger", "jdbc:postgresql://db/x?password=s3cret", login))
        .hasToString("jdbc:postgresql://db/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://db:5432/x?user=a&password=s3cret  | jdbc:postgresql://db:5432/x
          jdbc:mysql://guard:s3cret@db/x                      | jdbc:mysql://db/x
          jdbc:mysql://guard:s3?c/r;e(t@db/x                  | jdbc:mysql://db/x
          jdbc:mysql://address=(host=db)(password=s3cret)/x   | jdbc:mysql://address=
          jdbc:mysql:loadbalance://db1,db2/x?password=s3cret  | jdbc:mysql:loadbalance://db1,db2/x
          jdbc:h2:mem:x;PASSWORD=s3cret                       | jdbc:h2:mem:x
          jdbc:h2:/srv/guard;PASSWORD=s3cret                  | jdbc:h2:/srv/guard
          """)
  void showsAPlaceWithoutWhoLogsIn(String url, String shown) {
    assertThat(new StoreAddress("the ledger", url, new Login("", "", "")).place()).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:guard:postgresql://db/x", "JDBC:Guard:@staging:postgresql://db/x"})
  void refusesAGuardedUrl(String url) {
    assertThatThrownBy(() -> TableLedger.of(url, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the ledger is what the guard itself writes to, so it is not guarded: leave out 'guard:'");
  }
}
