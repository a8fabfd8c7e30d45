package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullMarked;

/** What must hold for URLs that nobody thought of. */
@NullMarked
class TargetResolverPropertiesTest {

  @Property
  void neverThrows(@ForAll String tail, @ForAll("prefixes") String prefix, @ForAll String value) {
    Target target = Answers.resolve(prefix + tail, "database=" + value);

    assertThat(target.resolved()).isEqualTo(!target.endpoints().isEmpty());
  }

  @Property
  void neverThrowsOnPiecesOfUrls(@ForAll("urls") String url) {
    Target target = Answers.resolve(url, "host=prod user=u");

    assertThat(target.resolved()).isEqualTo(!target.endpoints().isEmpty());
  }

  @Property
  void namesHostsInCanonicalSpellingOnly(@ForAll("urls") String url) {
    Target target = Answers.resolve(url, "");
    for (Endpoint endpoint : target.endpoints()) {
      if (target.certain() && !endpoint.inProcess()) {
        assertThat(HostName.canonical(endpoint.host())).isEqualTo(endpoint.host());
      }
    }
  }

  @Property
  void neverOverlooksAHostThatTheDriverMayDial(@ForAll("hostLists") List<String> hosts) {
    String list = String.join(",", hosts);
    for (String driver : List.of("postgresql", "mysql", "mariadb")) {
      Target target = Answers.resolve("jdbc:%s://%s/app".formatted(driver, list), "");

      assertThat(target.endpoints().stream().map(Endpoint::host).toList())
          .containsExactlyElementsOf(hosts.stream().distinct().toList());
    }
  }

  @Property
  void neverIgnoresAKeyThatMovesTheTarget(@ForAll("movingKeys") Map.Entry<String, String> row) {
    String url = "jdbc:%s://h1/app".formatted(row.getKey());
    Target plain = Answers.resolve(url, "");

    assertThat(Answers.resolve(url + "?" + row.getValue() + "=x7", "")).isNotEqualTo(plain);
  }

  @Property
  void neverTakesAPrefixInOddCaseForAnotherEngine(@ForAll("oddCase") String prefix) {
    Target target = Answers.resolve(prefix + "//h1/app", "");

    assertThat(target.engine()).isNotEqualTo(Engine.OTHER);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of(
        "",
        "jdbc:",
        "jdbc:postgresql://",
        "jdbc:mysql://",
        "jdbc:mariadb://",
        "jdbc:h2:",
        "jdbc:h2:tcp://",
        "jdbc:sqlite:",
        "jdbc:sqlite:file:",
        "jdbc:duckdb:",
        "jdbc:derby:",
        "jdbc:hsqldb:",
        "jdbc:hsqldb:hsql://",
        "jdbc:derby://",
        "jdbc:clickhouse://",
        "jdbc:trino://",
        "jdbc:snowflake://",
        "jdbc:aws-wrapper:postgresql://",
        "jdbc:wrap-jdbc:filters=stat:jdbc:mysql://",
        "jdbc:p6spy:",
        "jdbc:guard:");
  }

  @Provide
  Arbitrary<String> urls() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "h1",
            "h2",
            "127.1",
            "[::1]",
            "::ffff:1.2.3.4",
            ":5",
            ":",
            ",",
            "/",
            "//",
            "?",
            "&",
            "=",
            "@",
            "(",
            ")",
            "address=",
            "(host=h3)",
            "%41",
            "%",
            "#",
            ";",
            " ",
            "app",
            "host=",
            "PGHOST",
            "dbname=x",
            "database=y",
            "mem:",
            "~/",
            "./",
            "..",
            "file:",
            "\\");
    return piece
        .list()
        .ofMaxSize(8)
        .flatMap(pieces -> prefixes().map(prefix -> prefix + String.join("", pieces)));
  }

  @Provide
  Arbitrary<List<String>> hostLists() {
    return Arbitraries.of("a", "b.example.com", "10.0.0.1", "c-d", "e_f").list().ofMinSize(1);
  }

  @Provide
  Arbitrary<String> oddCase() {
    return Arbitraries.of("jdbc:postgresql:", "jdbc:mysql:", "jdbc:mariadb:", "jdbc:h2:tcp:")
        .flatMap(TargetResolverPropertiesTest::inAnyCase);
  }

  private static Arbitrary<String> inAnyCase(String text) {
    return Arbitraries.of(true, false)
        .list()
        .ofSize(text.length())
        .map(
            upper -> {
              List<String> letters = new ArrayList<>();
              for (int i = 0; i < upper.size(); i++) {
                String letter = text.substring(i, i + 1);
                letters.add(upper.get(i) ? letter.toUpperCase(Locale.ROOT) : letter);
              }
              return String.join("", letters);
            });
  }

  @Provide
  Arbitrary<Map.Entry<String, String>> movingKeys() {
    return Arbitraries.of(
            Map.entry("postgresql", "host"),
            Map.entry("postgresql", "dbname"),
            Map.entry("postgresql", "port"),
            Map.entry("postgresql", "service"),
            Map.entry("postgresql", "socketFactory"),
            Map.entry("mysql", "dbname"),
            Map.entry("mysql", "port"),
            Map.entry("mysql", "dnsSrv"),
            Map.entry("mysql", "protocol"),
            Map.entry("mysql", "socksProxyHost"),
            Map.entry("mysql", "propertiesTransform"),
            Map.entry("mysql", "loadBalanceConnectionGroup"),
            Map.entry("trino", "catalog"),
            Map.entry("trino", "schema"),
            Map.entry("trino", "httpProxy"),
            Map.entry("trino", "dnsResolver"),
            Map.entry("mariadb", "database"),
            Map.entry("mariadb", "localSocket"),
            Map.entry("mariadb", "pipe"))
        .flatMap(row -> inAnyCase(row.getValue()).map(key -> Map.entry(row.getKey(), key)));
  }
}
