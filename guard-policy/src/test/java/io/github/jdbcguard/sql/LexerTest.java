package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of {@code tokens.txt}, and what the lexer notes besides. */
class LexerTest {

  @Test
  void cutsEveryRow() {
    SoftAssertions softly = new SoftAssertions();

    ClassifierTableTest.lines("tokens.txt")
        .map(line -> line.split(" \\|", 3))
        .forEach(
            cells -> {
              Dialect dialect = Dialect.valueOf(cells[0].strip().toUpperCase(Locale.ROOT));
              String sql = ClassifierTableTest.unescaped(cells[1].strip());
              softly
                  .assertThat(text(tokens(dialect, sql)))
                  .as("%s: %s", dialect, sql)
                  .isEqualTo(ClassifierTableTest.unescaped(cells[2].strip()));
            });

    softly.assertAll();
  }

  private static Tokens tokens(Dialect dialect, String sql) {
    return new Lexer(sql, dialect, Reading.usual(dialect)).tokens();
  }

  /** The tokens with their kinds; symbols show their kind themselves. */
  private static String text(Tokens tokens) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < tokens.count(); i++) {
      String text = tokens.sql().substring(tokens.start(i), tokens.end(i));
      TokenKind kind = tokens.kind(i);
      all.add(kind == TokenKind.SYMBOL ? text : text + ":" + kind.name().toLowerCase(Locale.ROOT));
    }
    return String.join(" ", all);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          POSTGRESQL | select a from t          | -
          POSTGRESQL | select 'C:\\dir'         | -
          POSTGRESQL | select 'a\\'             | quotes
          POSTGRESQL | select "a\\"             | quotes
          POSTGRESQL | select 'a\\\\'           | -
          POSTGRESQL | select e'it\\'s'         | -
          MYSQL      | select `a\\`             | -
          MYSQL      | select 1 /* a */         | -
          MYSQL      | select 1 /*! + 1 */      | executable
          MYSQL      | /*! select */ /*! 1 */   | executable
          MYSQL      | /*!50001 a */ /*!50001 b */ | executable
          MYSQL      | /*!50001 a */ /*!80000 b */ | executable mixed
          MYSQL      | /*!50001 a */ /*M!50001 b */ | executable mixed
          POSTGRESQL | select 1 /*! + 1 */      | -
          MYSQL      | select /*+ set_var(sort_buffer_size = 1) */ 1 | hint
          MYSQL      | select /*+ no_icp(t) */ 1 | -
          MYSQL      | select /* set_var */ 1   | -
          POSTGRESQL | select /*+ set_var */ 1  | -
          POSTGRESQL | a<nul>b                  | unsound flawed
          POSTGRESQL | <nul>                    | unsound flawed
          POSTGRESQL | 'a<u+d83d><u+de00>b'     | -
          POSTGRESQL | 'a<u+d83d>b'             | unsound
          POSTGRESQL | 'a<u+de00>b'             | unsound
          POSTGRESQL | 'a<u+de00><u+d83d>b'     | unsound
          POSTGRESQL | <u+d83d>                 | unsound
          POSTGRESQL | <u+de00>                 | unsound
          POSTGRESQL | <u+d83d><u+de00>         | -
          POSTGRESQL | a<u+e000>b               | -
          POSTGRESQL | 'a<u+d7ff>b'             | -
          POSTGRESQL | f(a, b[1])               | -
          POSTGRESQL | f(a; b)                  | flawed
          POSTGRESQL | f(a); g(b)               | -
          POSTGRESQL | f(a                      | flawed
          POSTGRESQL | a)                       | flawed
          POSTGRESQL | f(a]                     | flawed
          POSTGRESQL | f(a[1)]                  | flawed
          POSTGRESQL | 'it                      | flawed
          POSTGRESQL | a ` b                    | flawed
          POSTGRESQL | a.b                      | dotted
          POSTGRESQL | a.5                      | dotted
          POSTGRESQL | a, 1.5                   | -
          ORACLE     | t@link                   | dotted
          STANDARD   | t@link                   | dotted
          STANDARD   | where a = @p             | dotted
          STANDARD   | where @p                 | -
          STANDARD   | @p                       | -
          """)
  void notes(Dialect dialect, String sql, String notes) {
    Lexer lexer = new Lexer(ClassifierTableTest.unescaped(sql), dialect, Reading.usual(dialect));
    List<String> found = notes(lexer, lexer.tokens());

    assertThat(found.isEmpty() ? "-" : String.join(" ", found)).isEqualTo(notes);
  }

  private static List<String> notes(Lexer lexer, Tokens tokens) {
    List<String> found = new ArrayList<>();
    note(found, "quotes", lexer.quotesDiffer());
    note(found, "executable", lexer.executable());
    note(found, "mixed", lexer.mixedVersions());
    note(found, "hint", lexer.hintSets());
    note(found, "unsound", lexer.unsound());
    note(found, "flawed", tokens.flawed());
    note(found, "dotted", tokens.dotted());
    return found;
  }

  private static void note(List<String> notes, String name, boolean holds) {
    if (holds) {
      notes.add(name);
    }
  }

  @Test
  void skipsWhatAnOlderServerTakesForAComment() {
    Reading older = new Reading(true, true, false);

    assertThat(text(new Lexer("a /*! b */ c", Dialect.MYSQL, older).tokens()))
        .isEqualTo("a:word c:word");
    assertThat(text(new Lexer("a /*! b", Dialect.MYSQL, older).tokens()))
        .isEqualTo("a:word /*! b:dead");
    assertThat(text(new Lexer("a /*! b /* c */ d", Dialect.MYSQL, older).tokens()))
        .isEqualTo("a:word /*! b /* c */:doubt d:word");
    assertThat(text(new Lexer("a /*! b */ c /* d */", Dialect.MYSQL, older).tokens()))
        .isEqualTo("a:word c:word");
  }

  @Test
  void endsQuotesAsTheReadingSays() {
    Reading plain = new Reading(false, false, true);
    Reading single = new Reading(true, false, true);
    String sql = "'a\\' \"b\\\" c'";

    assertThat(text(new Lexer(sql, Dialect.MYSQL, plain).tokens()))
        .isEqualTo("'a\\':string \"b\\\":quoted c:word ':dead");
    assertThat(text(new Lexer(sql, Dialect.MYSQL, single).tokens()))
        .isEqualTo("'a\\' \"b\\\" c':string");
  }

  @Test
  void pairsBracketsHoweverDeepTheyAre() {
    String sql = "(".repeat(100) + "1" + ")".repeat(100);
    Tokens tokens = tokens(Dialect.POSTGRESQL, sql);

    assertThat(tokens.flawed()).isFalse();
    for (int i = 0; i < 100; i++) {
      assertThat(tokens.partner(i)).isEqualTo(200 - i);
      assertThat(tokens.partner(200 - i)).isEqualTo(i);
    }
    assertThat(tokens.partner(100)).isEqualTo(-1);
  }

  @Test
  void keepsOnlySmallArraysForTheNextText() {
    Lexer lexer = new Lexer("", Dialect.POSTGRESQL, Reading.usual(Dialect.POSTGRESQL));
    assertThat(lexer.small()).isTrue();

    lexer.reset("1,".repeat(33_000));
    lexer.tokens();
    assertThat(lexer.small()).isFalse();

    lexer.reset("a");
    assertThat(text(lexer.tokens())).isEqualTo("a:word");
  }

  @Test
  void remembersNothingOfTheTextBefore() {
    Lexer lexer = new Lexer("", Dialect.MYSQL, Reading.usual(Dialect.MYSQL));
    lexer.reset("a.b; 'x\\'y' (( /*!50001 b */ /*!80000 c /*+ set_var(x=1) */");
    assertThat(notes(lexer, lexer.tokens())).hasSize(6);

    lexer.reset("select 1");

    Tokens tokens = lexer.tokens();
    assertThat(text(tokens)).isEqualTo("select:word 1:number");
    assertThat(notes(lexer, tokens)).isEmpty();
    assertThat(tokens.separated()).isFalse();
  }
}
