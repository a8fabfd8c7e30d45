package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class StarterTest {

  @ParameterizedTest
  @EnumSource
  void isYamlWithTestsAndPointsAtItsSchema(Starter starter) {
    starter
        .files(List.of(), List.of())
        .forEach(
            (name, text) -> {
              assertThat(text)
                  .as(name)
                  .startsWith("# yaml-language-server: $schema=" + InitCommand.SCHEMA_FILE + "\n")
                  .contains("# example: production");
              assertThat((List<?>) read(text).get("tests")).as(name).isNotEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource
  void speaksOfTheGivenAddressesAlone(Starter starter) {
    List<DatabaseAddress> production = DatabaseAddress.parse("jdbc:mysql://p1,p2:3307/live");
    List<DatabaseAddress> staging = DatabaseAddress.parse("s1");

    starter
        .files(production, staging)
        .forEach(
            (name, text) ->
                assertThat(text)
                    .as(name)
                    .contains("{ host: \"p1\", database: \"live\"")
                    .contains("{ host: \"p2\", port: 3307, database: \"live\"")
                    .contains("mysql://p1/live\"")
                    .doesNotContain("# example: ", "//db.example.com", "//staging.example.com"));
  }

  @ParameterizedTest
  @EnumSource
  void letsNoValueEndEarly(Starter starter) {
    String odd = "x\" } # }: ] *!|>'%`$1";
    var address = DatabaseAddress.parse("db/" + odd).get(0);
    var plain = DatabaseAddress.parse("db/plain").get(0);

    String plainText = guardYaml(starter, plain);
    String text = guardYaml(starter, address);

    assertThat(read(text).toString()).contains("{host=db, database=" + odd + "}");
    assertThat(text.lines()).hasSize((int) plainText.lines().count());
  }

  private static String guardYaml(Starter starter, DatabaseAddress production) {
    return starter.files(List.of(production), List.of()).getOrDefault("guard.yaml", "");
  }

  private static Map<?, ?> read(String text) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
