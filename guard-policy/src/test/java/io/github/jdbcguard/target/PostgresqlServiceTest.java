package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which service file pgjdbc reads, and what a section of it says. */
@NullMarked
class PostgresqlServiceTest {

  private static final String FILE = "[s]\nhost=%s\nport=7\ndbname=d\n";

  private static final Map<String, String> FILES =
      Map.of(
          "/set", FILE.formatted("set"),
          "/named", FILE.formatted("named"),
          "/home/user/.pg_service.conf", FILE.formatted("home"),
          "/etc/pg/pg_service.conf", FILE.formatted("etc"),
          "/odd", "[s]\nsocketFactory=a.B\n[t]\noptions=-c a=b\nuser=u\n[u]\nx\n[v]\nPGHOST=h\n");

  private static Target resolve(
      String url, Map<String, String> properties, Map<String, String> set, boolean withHome) {
    return TargetResolver.resolve(
        url,
        properties,
        new Surroundings(
            name -> name.equals("user.home") ? "/home/user" : set.getOrDefault(name, ""),
            name -> set.getOrDefault(name, ""),
            Path.of("/srv/app"),
            file -> false,
            file ->
                Optional.ofNullable(FILES.get(file.toString()))
                    .filter(text -> withHome || !text.contains("home"))));
  }

  private static String places(Map<String, String> set, boolean withHome) {
    return Answers.places(resolve("jdbc:postgresql:///?service=s", Map.of(), set, withHome));
  }

  @Test
  void takesTheFirstFileThatIsNamed() {
    String setting = "org.postgresql.pgservicefile";
    Map<String, String> all =
        Map.of(setting, "/set", "PGSERVICEFILE", "/named", "PGSYSCONFDIR", "/etc/pg");

    assertThat(places(all, true)).isEqualTo("set:7/d");
    assertThat(places(Map.of("PGSERVICEFILE", "/named"), true)).isEqualTo("named:7/d");
    assertThat(places(Map.of("PGSYSCONFDIR", "/etc/pg"), true)).isEqualTo("home:7/d");
    assertThat(places(Map.of("PGSYSCONFDIR", "/etc/pg"), false)).isEqualTo("etc:7/d");
    assertThat(places(Map.of(), false)).isEqualTo("-");
    assertThat(places(Map.of("PGSERVICEFILE", "/gone"), true)).isEqualTo("-");
    assertThat(places(Map.of("PGSERVICEFILE", "https://h/named"), true)).isEqualTo("-");
  }

  @Test
  void doubtsThatTheFileAtHomeCouldNotBeRead() {
    String url = "jdbc:postgresql:///?service=s";
    Map<String, String> set = Map.of("PGSYSCONFDIR", "/etc/pg");

    assertThat(resolve(url, Map.of(), set, false).certain()).isFalse();
    assertThat(resolve(url, Map.of(), set, true).certain()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://h1/?service=s          | h1:5432/d
          jdbc:postgresql:app?service=s            | set:7/app
          jdbc:postgresql:///?service=s&port=8     | set:8/d
          jdbc:postgresql:///?service=S            | -
          jdbc:postgresql:///?service=             | -
          jdbc:postgresql:///?Service=s            | -
          jdbc:postgresql:///?service=s&service=t  | -
          """)
  void fillsWhatTheUrlLeavesOut(String url, String expected) {
    Map<String, String> set = Map.of("PGSERVICEFILE", "/set");

    assertThat(Answers.places(resolve(url, Map.of("user", "x"), set, true))).isEqualTo(expected);
  }

  @Test
  void comesBehindThePropertiesAndIsJudgedLikeThem() {
    Map<String, String> set = Map.of("PGSERVICEFILE", "/odd");
    String url = "jdbc:postgresql://h1/?service=";

    Target plain = resolve(url + "t", Map.of(), set, true);
    assertThat(Answers.places(plain)).isEqualTo("h1:5432/u");
    assertThat(plain.connectSql()).containsExactly("SET a = b");
    assertThat(Answers.places(resolve(url + "t", Map.of("user", "x"), set, true)))
        .isEqualTo("h1:5432/x");
    assertThat(resolve(url + "s", Map.of(), set, true).resolved()).isFalse();
    assertThat(resolve(url + "u", Map.of(), set, true).resolved()).isFalse();
    assertThat(resolve(url + "v", Map.of(), set, true).resolved()).isFalse();
  }
}
