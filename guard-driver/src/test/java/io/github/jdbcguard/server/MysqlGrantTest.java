package io.github.jdbcguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as MariaDB 11.4 and MySQL 8.4 print them. */
class MysqlGrantTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALL PRIVILEGES on *.*          | GRANT ALL PRIVILEGES ON *.* TO `adm`@`localhost` WITH GRANT OPTION
          INSERT on shop.guard_marker    | GRANT INSERT ON `shop`.`guard_marker` TO `b`@`localhost`
          INSERT, UPDATE on sho_.*       | GRANT INSERT, UPDATE ON `sho_`.* TO `rw`
          SELECT, DROP on %.*            | GRANT SELECT, DROP ON `%`.* TO PUBLIC
          EXECUTE on shop.refresh        | GRANT EXECUTE ON PROCEDURE `shop`.`refresh` TO `b`@`localhost`
          UPDATE (`name`) on shop.items  | GRANT UPDATE (`name`) ON `shop`.`items` TO `b`@`localhost`
          ''                             | GRANT USAGE ON *.* TO `a`@`localhost` IDENTIFIED BY PASSWORD '*B69027D44F6E5EDC07F1AEAD1477967B16F28227'
          ''                             | GRANT SELECT, SHOW VIEW ON `shop`.* TO `a`@`localhost`
          ''                             | GRANT ALL PRIVILEGES ON `other`.* TO `a`@`localhost`
          ''                             | GRANT DELETE ON `s\\_op`.* TO `a`@`localhost`
          """)
  void tellsWhatLetsAUserWriteInADatabase(String way, String line) {
    Privileges privileges = MysqlGrant.privileges(List.of(line), "shop");

    assertThat(privileges)
        .isEqualTo(new Privileges(true, Stream.of(way).filter(text -> !text.isEmpty()).toList()));
  }

  @Test
  void knowsNothingOfRolesThatAreNotToldOf() {
    String role = "GRANT `rw` TO `c`@`localhost`";
    String its = "GRANT SELECT ON `shop`.* TO `rw`";
    String byDefault = "SET DEFAULT ROLE `rw` FOR `c`@`localhost`";

    assertThat(MysqlGrant.privileges(List.of(role), "shop").known()).isFalse();
    assertThat(MysqlGrant.privileges(List.of(role, its, byDefault), "shop"))
        .isEqualTo(new Privileges(true, List.of()));
    assertThat(MysqlGrant.privileges(List.of("GRANT `r`@`%`,`s`@`%` TO `c`@`%`"), "shop").known())
        .isFalse();
  }
}
