package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

    if (!text.matches("(?s)(pragma|restore|script|select).*")
        && !operations(row.get1(), text).contains(Operation.READ)) {
      assertThat(operations(row.get1(), prefix)).isNotEqualTo(EnumSet.of(Operation.READ));
    }
  }

  /** Wherever a text is cut, inside of quotes too, what follows on the next line is seen. */
  @Property(tries = 3000)
  void aSecondStatementIsNeverHiddenByHalfOfOne(
      @ForAll("rows") Tuple2<Dialect, String> row, @ForAll @IntRange(min = 1, max = 200) int cut) {
    String half = row.get2().substring(0, Math.min(cut, row.get2().length()));

    assertThat(operations(row.get1(), half + "\n;drop table hidden"))
        .containsAnyOf(Operation.DROP, Operation.UNKNOWN);
  }

  @Property(tries = 3000)
  void twoStatementsDoWhatBothDo(
      @ForAll("rows") Tuple2<Dialect, String> first, @ForAll("rows") Tuple2<Dialect, String> then) {
    Dialect dialect = first.get1();
    Set<Operation> one = operations(dialect, first.get2());
    Set<Operation> two = operations(dialect, then.get2());

    // One server reads every backslash alike, so that two texts leave it fewer ways than each
    // alone.
    boolean settled = first.get2().indexOf('\\') >= 0 && then.get2().indexOf('\\') >= 0;
    if (!settled && !one.contains(Operation.UNKNOWN) && !one.contains(Operation.CREATE)) {
      Set<Operation> expected = EnumSet.copyOf(one);
      expected.addAll(two);
      expected.remove(Operation.READ);
      // What two readings do is told in full; beside another change, UNKNOWN adds nothing to it.
      if ((first.get2() + then.get2()).matches("(?s).*(\\\\|/\\*!).*")) {
        expected.remove(Operation.UNKNOWN);
      }
      assertThat(operations(dialect, first.get2() + "\n;" + then.get2())).containsAll(expected);
    }
  }

  /** The names of tables and columns in the rows are single letters. */
  @Property(tries = 2000)
  void quotesAroundNamesDoNotMatter(
      @ForAll("rows") Tuple2<Dialect, String> row, @ForAll("names") String name) {
    Dialect dialect = row.get1();
    String plain = row.get2();
    if (plain.matches("(?s).*['\"`\\[$\\\\/#@:-].*")
        || plain.matches("(?s).*\\b" + name + "\\(.*")) {
      return;
    }
    String quoted = plain.replaceAll("\\b" + name + "\\b", quoted(dialect, name));

    assertThat(operations(dialect, quoted)).isEqualTo(operations(dialect, plain));
  }

  private static String quoted(Dialect dialect, String name) {
    return switch (dialect) {
      case MYSQL, MARIADB -> "`" + name + "`";
      case SQLSERVER -> "[" + name + "]";
      case POSTGRESQL, H2, SQLITE, ORACLE, STANDARD -> '"' + name + '"';
    };
  }

  @Property(tries = 3000)
  void answersForAnyBytes(@ForAll Dialect dialect, @ForAll byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);

    assertThat(operations(dialect, text)).isNotEmpty();
    assertThat(Classifier.of(dialect).split(text)).doesNotContainNull();
    assertThat(Redaction.withoutLiterals(dialect, text, 40)).hasSizeLessThanOrEqualTo(40);
  }

  @Property(tries = 5000)
  void answersForAnyWordsAndSymbols(@ForAll Dialect dialect, @ForAll("soup") String text) {
    assertThat(operations(dialect, text)).isNotEmpty();
    assertThat(Classifier.of(dialect).split(text)).doesNotContainNull();
    assertThat(Redaction.withoutLiterals(dialect, text, 200)).hasSizeLessThanOrEqualTo(200);
  }

  /** Any words behind a verb that a server would run leave it what it is, or not understood. */
  @Property(tries = 5000)
  void noWordsMakeAChangeARead(@ForAll Dialect dialect, @ForAll("soup") String tail) {
    for (String change : List.of("delete from t ", "drop table t ", "update t set a = 1 ")) {
      assertThat(operations(dialect, change + tail))
          .anyMatch(operation -> operation.group().changes());
    }
  }

  /** Whatever stood before, in words and symbols that close, a new statement is seen. */
  @Property(tries = 5000)
  void noWordsHideTheNextStatement(@ForAll Dialect dialect, @ForAll("soup") String head) {
    assertThat(operations(dialect, head + "\n;\ndrop table t"))
        .containsAnyOf(Operation.DROP, Operation.UNKNOWN);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("t", "u", "a", "b", "x", "y");
  }

  /** Every word that the judge looks for, and every symbol, in any order. */
  @Provide
  Arbitrary<String> soup() {
    Arbitrary<String> words =
        Arbitraries.of(Keyword.class).map(word -> word.name().toLowerCase(Locale.ROOT));
    Arbitrary<String> symbols =
        Arbitraries.of(
            "(", ")", "[", "]", "{", "}", ",", ".", ";", ":", "::", ":=", "=", "@", "@@", "?", "$1",
            "$$", "'", "'a'", "''", "\"a\"", "\"", "`a`", "`", "[a]", "/*", "*/", "/*!", "/*+",
            "--", "#", "//", "\\", "1", "1.5", "0x1f", "a", "t.b", "f(", "e'a'", "q'[", "n'x'",
            "u&'x'", "*", "+", "<", "|", "%", "!");
    return Combinators.combine(
            Arbitraries.frequencyOf(Tuple.of(3, words), Tuple.of(2, symbols)).list().ofMaxSize(40),
            Arbitraries.of(" ", " ", "\n", ""))
        .as((list, blank) -> String.join(blank, list));
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
