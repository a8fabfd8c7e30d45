package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;

/** What holds for every text, and for every row of the tables however it is written. */
class ClassifierPropertiesTest {

  @Property(tries = 500)
  void answersForAnyText(@ForAll Dialect dialect, @ForAll String text) {
    assertThat(operations(dialect, text)).isNotEmpty();
    assertThat(Redaction.withoutLiterals(dialect, text, 40)).hasSizeLessThanOrEqualTo(40);
  }

  @Property(tries = 3000)
  void answersForAnyPiecesOfSql(@ForAll Dialect dialect, @ForAll("pieces") String text) {
    assertThat(operations(dialect, text)).isNotEmpty();
    assertThat(Redaction.withoutLiterals(dialect, text, 200)).hasSizeLessThanOrEqualTo(200);
  }

  @Property(tries = 2000)
  void takesNoPrefixOfVerbsForRead(@ForAll Dialect dialect, @ForAll("pieces") String tail) {
    assertThat(operations(dialect, "drop table t; " + tail)).contains(Operation.DROP);
    assertThat(operations(dialect, "delete from t " + tail))
        .isNotEqualTo(EnumSet.of(Operation.READ));
  }

  @Property(tries = 2000)
  void caseDoesNotMatter(@ForAll("rows") Tuple2<Dialect, String> row) {
    String quoteless = row.get2();
    if (quoteless.matches("(?s).*['\"`\\[$\\\\/].*")) {
      return;
    }
    assertThat(operations(row.get1(), quoteless.toUpperCase(Locale.ROOT)))
        .isEqualTo(operations(row.get1(), quoteless));
  }

  @Property(tries = 2000)
  void commentsAndWhiteSpaceAroundDoNotMatter(
      @ForAll("rows") Tuple2<Dialect, String> row, @ForAll("blanks") String blank) {
    assertThat(operations(row.get1(), blank + row.get2()))
        .isEqualTo(operations(row.get1(), row.get2()));
  }

  @Property(tries = 2000)
  void commentsBetweenTokensDoNotMatter(
      @ForAll("rows") Tuple2<Dialect, String> row, @ForAll("blanks") String blank) {
    if (row.get2().matches("(?s).*['\"`\\[$\\\\/#-].*")) {
      return;
    }
    assertThat(operations(row.get1(), row.get2().replace(" ", blank)))
        .isEqualTo(operations(row.get1(), row.get2()));
  }

  @Property(tries = 3000)
  void twoStatementsAreAsStrictAsBoth(
      @ForAll("rows") Tuple2<Dialect, String> row, @ForAll("pieces") String first) {
    Dialect dialect = row.get1();
    Set<Operation> both = operations(dialect, row.get2() + "\n;" + first);

    if (!operations(dialect, row.get2()).contains(Operation.UNKNOWN)) {
      assertThat(both).containsAll(withoutRead(operations(dialect, row.get2())));
    }
  }

  private static Set<Operation> withoutRead(Set<Operation> operations) {
    return operations.stream().filter(o -> o != Operation.READ).collect(Collectors.toSet());
  }

  @Property(tries = 3000)
  void aSecondStatementIsNeverHidden(@ForAll("rows") Tuple2<Dialect, String> row) {
    Set<Operation> both = operations(row.get1(), row.get2() + "\n;drop table hidden");

    assertThat(both).containsAnyOf(Operation.DROP, Operation.UNKNOWN);
  }

  @Property(tries = 3000)
  void noPrefixOfAWriteIsARead(
      @ForAll("rows") Tuple2<Dialect, String> row, @ForAll @IntRange(min = 1, max = 200) int cut) {
    String text = row.get2();
    String prefix = text.substring(0, Math.min(cut, text.length()));

    if (!text.matches("(?s)(pragma|script|select).*")
        && !operations(row.get1(), text).contains(Operation.READ)) {
      assertThat(operations(row.get1(), prefix)).isNotEqualTo(EnumSet.of(Operation.READ));
    }
  }

  private static Set<Operation> operations(Dialect dialect, String sql) {
    return Classifier.of(dialect).judge(sql).operations();
  }

  @Provide
  Arbitrary<Tuple2<Dialect, String>> rows() {
    return Arbitraries.of(Dialect.class)
        .flatMap(
            dialect ->
                Arbitraries.of(ClassifierTableTest.rows(dialect))
                    .map(row -> Tuple.of(dialect, row.sql())));
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of(" ", "\n", "\t\r\n ", "/* delete */", " -- x\n", "/**/ /* ; */\n");
  }

  @Provide
  Arbitrary<String> pieces() {
    List<String> pieces =
        List.of(
            "select",
            "delete",
            "from",
            "t",
            "where",
            "(",
            ")",
            "'",
            "\"",
            "`",
            "[",
            "]",
            "\\",
            "$$",
            "$a$",
            "/*",
            "*/",
            "/*!",
            "--",
            "--\n",
            "#",
            "\n",
            "\r",
            " ",
            ";",
            ",",
            ".",
            "1",
            "e'",
            "with",
            "x",
            "as",
            "update",
            "set",
            "insert",
            "into",
            "values",
            "begin",
            "end",
            "case",
            "create",
            "procedure",
            "explain",
            "analyze",
            "{",
            "}",
            "call",
            "?",
            ":a",
            "::",
            "@",
            "@@",
            "or",
            "and",
            "true",
            "=",
            "for",
            "merge",
            "using",
            "on",
            "prepare",
            "copy",
            "\0",
            "\ud800",
            "\u00a0",
            "\ufeff",
            "0x",
            "1e",
            "f",
            "/",
            "*",
            "-");
    return Combinators.combine(
            Arbitraries.of(pieces).list().ofMaxSize(25), Arbitraries.of("", " ", " "))
        .as((list, blank) -> String.join(blank, list));
  }
}
