package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class TnsNamesTest {

  private static final String NAMES =
      """
      # a comment (with a parenthesis
      APP=(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h1)(PORT=1))(CONNECT_DATA=(SERVICE_NAME=app)))
      ONE , TWO.WORLD =
        (DESCRIPTION=  # in the middle
          (ADDRESS=(PROTOCOL=TCP)(HOST=h2)(PORT=2))
       (CONNECT_DATA=(SERVICE_NAME=two)))
      TWICE=h1:1/first
      TWICE=h1:1/second
      CHAIN=APP
      EASY=h2:2/easy
      h1:1/both=h2:2/other
      IFILE=more.ora
      """;

  private static final Map<String, String> FILES =
      Map.of(
          "/tns/tnsnames.ora", NAMES,
          "/tns/more.ora", "MORE=h3:3/more",
          "/other/tnsnames.ora", "APP=h4:4/other",
          "/moving/tnsnames.ora", "APP=h1:1/app",
          "/moving/ojdbc.properties", "oracle.jdbc.database=h2:2/b",
          "/proxied/tnsnames.ora", "APP=h1:1/app",
          "/proxied/ojdbc.properties", "oracle.net.socksProxyHost=p",
          "/own/tnsnames.ora", "APP=h1:1/app",
          "/own/ojdbc_app.properties", "user=x");

  private static Target resolve(String url, String property, String system, String environment) {
    Map<String, String> properties = new HashMap<>();
    if (!property.isEmpty()) {
      properties.put("oracle.net.tns_admin", property);
    }
    Surroundings surroundings =
        new Surroundings(
            name -> name.equals("oracle.net.tns_admin") ? system : "",
            name -> name.equals("TNS_ADMIN") ? environment : "",
            Path.of("/"),
            file -> false,
            file -> Optional.ofNullable(FILES.get(file.toString())));
    return TargetResolver.resolve("jdbc:oracle:thin:@" + url, properties, surroundings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          APP       | h1:1/app
          app       | h1:1/app
          ONE       | h2:2/two
          TWO.WORLD | h2:2/two
          EASY      | h2:2/easy
          MORE      | h3:3/more
          h9:9/x    | h9:9/x
          TWO       | -
          TWICE     | -
          CHAIN     | -
          h1        | -
          h1:1/both | -
          """)
  void looksUpAliases(String alias, String places) {
    assertThat(Answers.places(resolve(alias, "/tns", "", ""))).isEqualTo(places);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          APP?TNS_ADMIN=/other            | /tns   | /tns   | /tns   | h4:4/other
          APP?tns_admin=/other&x=y        | /tns   | ''     | ''     | h4:4/other
          APP?oracle.net.tns_admin=/other | ''     | /tns   | ''     | h4:4/other
          APP                             | /other | /tns   | /tns   | h4:4/other
          APP                             | ''     | /other | /tns   | h4:4/other
          APP                             | ''     | ''     | /other | h4:4/other
          APP                             | other  | ''     | ''     | h4:4/other
          APP                             | /none  | ''     | ''     | -
          h1:1/x                          | /none  | ''     | ''     | h1:1/x
          APP                             | ''     | ''     | ''     | app:1521/
          """)
  void knowsWhichFolderCounts(
      String url, String property, String system, String environment, String places) {
    assertThat(Answers.places(resolve(url, property, system, environment))).isEqualTo(places);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/moving", "/own"})
  void doesNotGuessWhatSettingsOfTheFolderDo(String folder) {
    assertThat(resolve("APP", folder, "", "").resolved()).isFalse();
  }

  @Test
  void doubtsBecauseOfSettingsOfTheFolder() {
    Target target = resolve("h1:1/app", "/proxied", "", "");

    assertThat(Answers.places(target)).isEqualTo("h1:1/app");
    assertThat(target.certain()).isFalse();
  }
}
