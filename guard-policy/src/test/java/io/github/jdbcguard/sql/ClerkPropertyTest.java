package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClerkPropertyTest {
  private static final EnumSet<Operation> STRICTER =
      EnumSet.of(
          Operation.INSERT,
          Operation.UPDATE,
          Operation.DELETE,
          Operation.MERGE,
          Operation.CREATE,
          Operation.ALTER,
          Operation.DROP,
          Operation.TRUNCATE,
          Operation.UPDATE_ALL,
          Operation.DELETE_ALL,
          Operation.GRANT);

  private static final List<String> WORDS =
      List.of(
          "select", "delete", "update", "set", "from", "where", "t", "a", "=", "1", "'x'", "(", ")",
          "and", "or", "not", "in", ",", ";", "with", "as", "insert", "into", "values", "null",
          "is", "--", "/*", "*/", "\n", "\"", "'", "[", "]", "`", "$$", "explain", "drop", "table",
          "case", "when", "then", "end", "union", "?", "::", "#", "\\", "grant", "to", "*",
          "1e999");

  @Property(tries = 300)
  void readsAnyTextWithoutFail(@ForAll Dialect dialect, @ForAll String sql) {
    assertThat(STRICTER).containsAll(Clerk.read(dialect, sql).operations());
  }

  @Property(tries = 1_000)
  void readsAnyWordsWithoutFail(@ForAll Dialect dialect, @ForAll("words") String sql) {
    Clerk.Report report = Clerk.read(dialect, sql);

    assertThat(STRICTER).containsAll(report.operations());
    assertThat(report.tables()).hasSizeLessThanOrEqualTo(20);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(WORDS).list().ofMaxSize(40).map(words -> String.join(" ", words));
  }
}
