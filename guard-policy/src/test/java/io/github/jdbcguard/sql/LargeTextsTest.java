package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts of which one part comes again and again: all are answered, none fills the stack, and each
 * takes about as long as it is long. What grows with the square of the length shows here as a test
 * that does not end.
 */
class LargeTextsTest {
  /** Set to 100,000 and 10,000,000 to see by hand what grows with the square of the length. */
  private static final int TIMES = Integer.getInteger("large.times", 10_000);

  private static final int LONG = Integer.getInteger("large.token", 500_000);

  /**
   * {@code before | what is repeated | between | what closes it, as often | what must be found}.
   */
  private static final String REPEATED =
      """
      select                                 | (                                      | 1        | )         | READ
      delete from t where a =                | (                                      | 1        | )         | DELETE
                                             | (                                      | select 1 | )         | READ
      select                                 | (                                      |          |           | UNKNOWN
      select                                 |                                        |          | )         | UNKNOWN
      select a                               | [1]                                    |          |           | READ
      select                                 | [                                      | 1        | ]         | READ
      select                                 | {fn f(                                 | 1        | )}        | READ
      select 1                               | /*                                     |          | */        | READ
      select 1                               | /* a */                                |          |           | READ
      select 1                               | /*! a */                               |          |           | READ
      select 1                               | /*!                                    |          | */        | READ
      select 1                               | --<nl>                                 |          |           | READ
      select                                 | case when 1 then                       | 1        | end       | READ
                                             | with x as (select 1) search            |          |           |
      begin                                  | x begin                                |          |           | UNKNOWN
      with                                   | x as (select 1),                       | y as (select 1) delete from t |  | DELETE_ALL
                                             | with x as (                            | select 1 | ) select 1 | READ
      select * from                          | (select * from                         | t        | )         | READ
      delete from t where a in               | (delete from t where a in              | (1)      | )         | DELETE
      select 1 from t where a = 1            | and b = 2                              |          |           | READ
      update t set a = 1 where               | 1 = 2 or                               | 1        |           | UPDATE_ALL
      update t set a = 1 where               | not (                                  | 1        | )         | UPDATE_ALL
      select 1                               | union select 1                         |          |           | READ
      select                                 | g(                                     | 1        | )         | CALL
      select                                 | a.                                     | b        |           | READ
      select 1 from t                        | join a.b on a.b.c = d.e.f              |          |           | READ
      insert into t values                   | (1, 'a', null),                        | (1)      |           | INSERT
                                             | select 1;                              |          |           | READ
                                             | delete from a.b;                       |          |           | DELETE_ALL
                                             | select 'a\\';                          |          |           | READ
      create procedure p() begin             | select 1;                              | end      |           | CREATE
      create procedure p()                   | begin                                  | select 1; | end;     | CREATE
      create trigger x before insert on t for each row begin | case                   | x        | end       | CREATE
      create rule r as on select to t do (   | select 1;                              | )        |           | CREATE
      begin not atomic                       | if 1 then                              | select 1; | end if;  | CALL
      begin not atomic                       | create database x                      |          |           | CALL
      begin not atomic                       | execute immediate 'a'                  |          |           | CALL
      begin not atomic                       | execute immediate 'drop table t';      |          |           | CALL
                                             | explain                                | select 1 |           | UNKNOWN
                                             | prepare x as                           | select 1 |           | UNKNOWN
                                             | set statement a = 1 for                | select 1 |           | WEAKEN
      alter table t                          | drop column a,                         | drop b   |           | DROP
      do                                     | 'begin set a = f(1) '                  |          |           |
      select                                 | e'a'<nl>                               |          |           | READ
      select                                 | $a$b                                   |          |           |
      """;

  static Stream<Arguments> repeated() {
    return REPEATED
        .lines()
        .map(line -> line.replace("<nl>", "\n").split("\\|", -1))
        .flatMap(
            cells ->
                Stream.of(Dialect.values())
                    .map(dialect -> Arguments.of(dialect, cells[1].strip(), cells)));
  }

  @ParameterizedTest
  @MethodSource("largeTexts")
  void endsOnLargeTexts(String text) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(Classifier.of(dialect).judge(text).operations()).isNotEmpty();
      assertThat(Redaction.withoutLiterals(dialect, text, 100)).hasSizeLessThanOrEqualTo(100);
    }
  }

  static Stream<Arguments> largeTexts() {
    return Stream.of(
            "select " + "(".repeat(100_000) + "1" + ")".repeat(100_000),
            "select " + "(".repeat(100_000),
            "(".repeat(100_000),
            "delete from t where " + "(".repeat(100_000) + "1=1" + ")".repeat(100_000),
            "delete from t where " + "a = 1 or ".repeat(100_000) + "b = 2",
            "insert into t values (1, 'x')" + ", (2, 'y')".repeat(1_000_000),
            "with x as (".repeat(20_000) + "select 1",
            "explain ".repeat(100_000) + "select 1",
            "/*".repeat(500_000),
            "/*! ".repeat(100_000),
            "$a".repeat(100_000) + "$",
            "$$ $a$ ".repeat(100_000),
            "'\\' ".repeat(100_000),
            "select 1;".repeat(20_000),
            "begin ".repeat(100_000),
            "create procedure p() " + "begin ".repeat(100_000) + ";",
            "select a" + ".b".repeat(200_000) + "(1)",
            "select f(".repeat(50_000),
            "update (".repeat(50_000),
            "with a as (select 1), ".repeat(50_000),
            "(update t set a=1 where b=1 and ".repeat(50_000),
            "with a as (with a as (select 1) select 1) ".repeat(20_000),
            "with a as (select 1) search ".repeat(50_000),
            "select a" + ".f(1)".repeat(100_000),
            "/*!1 a*/".repeat(100_000),
            "create procedure p() begin; ".repeat(50_000),
            "x".repeat(10_000_000))
        .map(text -> Arguments.of(text));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("repeated")
  void answersForWhatIsRepeated(Dialect dialect, String part, String... cells) {
    String opened = cells[0].strip() + ' ' + cells[1].stripLeading().repeat(TIMES);
    String text = opened + cells[2].strip() + (' ' + cells[3].strip()).repeat(TIMES);
    String expected = cells[4].strip();

    Judgement judgement = Classifier.of(dialect).judge(text);

    assertThat(judgement.operations()).as(part).isNotEmpty();
    if (!expected.isEmpty()) {
      assertThat(judgement.operations())
          .containsAnyOf(Operation.valueOf(expected), Operation.UNKNOWN);
    }
    assertThat(Redaction.withoutLiterals(dialect, text, 200)).hasSizeLessThanOrEqualTo(200);
  }

  static Stream<Arguments> tokens() {
    return Stream.of(
            "select |a|",
            "select '|a|'",
            "select '|a|",
            "select '|''|'",
            "select \"|a|\"",
            "select `|a|`",
            "select [|a|]",
            "select $$|a|$$",
            "select $|a|$ x",
            "select $a$|$|$a$",
            "select /*|a|*/ 1",
            "select /*+|set_va|*/ 1",
            "select /*!|a |*/",
            "select 1 --|a|",
            "select 1 #|a|",
            "select |1|",
            "select 0x|a|",
            "select |1_|1",
            "select |1e|1",
            "select :|a|",
            "select @|a|",
            "select e'|\\'|'",
            "select '|\\'|'",
            "select |é|",
            "select| |1",
            "|;|",
            "select f('|a (|')",
            "select |+|1",
            "select |.|1")
        .flatMap(text -> Stream.of(Dialect.values()).map(dialect -> Arguments.of(dialect, text)));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void answersForLongTokens(Dialect dialect, String shape) {
    String[] parts = shape.split("\\|", -1);
    String text = parts[0] + parts[1].repeat(LONG / parts[1].length()) + parts[2];

    assertThat(Classifier.of(dialect).judge(text).operations()).isNotEmpty();
    assertThat(Redaction.withoutLiterals(dialect, text, 200)).hasSizeLessThanOrEqualTo(200);
  }
}
