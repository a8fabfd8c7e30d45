package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          db.example.com                                  | host: "db.example.com"                                  | postgresql://db.example.com/shop
          DB.Example.com./shop                            | host: "db.example.com", database: "shop"                | postgresql://db.example.com/shop
          db.example.com:6432/shop                        | host: "db.example.com", port: 6432, database: "shop"    | postgresql://db.example.com:6432/shop
          *.example.com/shop_*                            | host: "*.example.com", database: "shop_*"               | postgresql://x.example.com/shop_x
          10.1.2.3/shop                                   | host: "10.1.2.3", database: "shop"                      | postgresql://10.1.2.3/shop
          [FD00::1]:5432/shop                             | host: "fd00::1", port: 5432, database: "shop" | postgresql://[fd00::1]:5432/shop
          db/a"b c#d: {                                   | host: "db", database: "a\\"b c#d: {"                    | postgresql://db/a%22b%20c%23d%3A%20%7B
          jdbc:postgresql://db.example.com:5432/shop      | host: "db.example.com", port: 5432, database: "shop"    | postgresql://db.example.com:5432/shop
          jdbc:guard:@live:postgresql://db.example.com/   | host: "db.example.com"                                  | postgresql://db.example.com/shop
          jdbc:postgresql://db/?user=app                  | host: "db"                                              | postgresql://db/shop
          jdbc:mysql://db/shop?password=pw                | host: "db", database: "shop"                            | mysql://db/shop
          jdbc:oracle:thin:app/pw@db:1521/shop            | host: "db", port: 1521, database: "shop"                | postgresql://db:1521/shop
          jdbc:sqlserver://db;databaseName=shop           | host: "db", database: "shop"                            | postgresql://db/shop
          jdbc:postgresql://a,b:6432/shop                 | host: "a", database: "shop"; host: "b", port: 6432, database: "shop" | postgresql://a/shop
          """)
  void readsWhatPeoplePaste(String text, String keys, String url) {
    var addresses = DatabaseAddress.parse(text);

    assertThat(addresses.stream().map(DatabaseAddress::keys).collect(Collectors.joining("; ")))
        .isEqualTo(keys);
    assertThat(addresses.get(0).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "*",
        "*.*/shop",
        "/shop",
        ":5432/shop",
        "two words",
        "db:port/shop",
        "db:99999/shop",
        "300.1.1.1/shop",
        "db\"/shop",
        "db}/shop",
        "a,b/shop",
        "fd00::1",
        "db/shop/more",
        "db/shop?ssl=true",
        "db/regex:.*",
        "db/a\nb",
        "db/a\u202Eb",
        "app:secret@db/shop",
        "postgresql://app:secret@db/shop",
        "jdbc:postgresql://app:secret@db/shop",
        "jdbc:oracle:thin:app/secret@ldap://db/shop",
        "jdbc:guard:jdbc:postgresql://db/shop",
        "jdbc:h2:mem:shop",
        "jdbc:"
      })
  void refusesNonsenseWithoutRepeatingPasswords(String text) {
    assertThatThrownBy(() -> DatabaseAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret")
        .containsAnyOf("db.example.com/shop", "guard.yaml", "jdbc:guard:");
  }

  @ParameterizedTest
  @CsvSource({
    "db,           db/staging,  true",
    "db/shop*,     db/shop_2,   true",
    "*.example.com,a.example.com/x, true",
    "db/shop,      db/staging,  false",
    "db:5432,      db:5433,     false",
    "db,           other,       false"
  })
  void seesThatOneAddressIsPartOfAnother(String wide, String narrow, boolean covered) {
    assertThat(DatabaseAddress.parse(wide).get(0).covers(DatabaseAddress.parse(narrow).get(0)))
        .isEqualTo(covered);
  }
}
