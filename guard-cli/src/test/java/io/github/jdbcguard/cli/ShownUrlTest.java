package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://db/shop                        | jdbc:postgresql://db/shop
          jdbc:postgresql://db/shop?user=a&password=secret | jdbc:postgresql://db/shop?…
          jdbc:postgresql://db/shop?password=sec@ret       | jdbc:postgresql://…@ret
          jdbc:guard:@prod:mysql://app:secret@db:1/shop    | jdbc:guard:@prod:mysql://…@db:1/shop
          mysql://app:se/cr?et@db/shop                     | mysql://…@db/shop
          app:secret@db                                    | app:…@db
          jdbc:mysql://(host=db,password=secret)/shop      | jdbc:mysql://(…
          jdbc:sqlserver://db;password=secret              | jdbc:sqlserver://db;…
          jdbc:oracle:thin:scott/secret@db:1521:x          | jdbc:oracle:thin:…@db:1521:x
          jdbc:h2:mem:a;PASSWORD=secret                    | jdbc:h2:mem:a;…
          """)
  void hidesWhoLogsInAndParameters(String url, String shown) {
    assertThat(ShownUrl.of(url)).isEqualTo(shown);
  }
}
