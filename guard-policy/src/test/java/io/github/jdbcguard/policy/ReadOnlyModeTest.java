package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a server is told to refuse writes, where several environments speak. */
class ReadOnlyModeTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          OFF,         OFF,         OFF
          OFF,         UNSAID,      UNSAID
          TRANSACTION, OFF,         TRANSACTION
          TRANSACTION, TRANSACTION, TRANSACTION
          TRANSACTION, UNSAID,      UNSAID
          UNSAID,      SESSION,     SESSION
          OFF,         SESSION,     SESSION
          """)
  void theStrictestCounts(ReadOnlyMode one, ReadOnlyMode other, ReadOnlyMode both) {
    assertThat(claim(one, Rules.NONE).and(claim(other, Rules.NONE)).readOnly()).isEqualTo(both);
    assertThat(claim(other, Rules.NONE).and(claim(one, Rules.NONE)).readOnly()).isEqualTo(both);
  }

  @ParameterizedTest
  @CsvSource({"call", "truncate", "grant", "insert", "alter"})
  void tellsNothingWhereAnyChangeMayBeMade(String operation) {
    Place place = new Place("p", 1, 1);
    Rules rules = new Rules(Map.of(operation, new Rules.Rule(operation, place, Verdict.CONFIRM)));

    assertThat(claim(ReadOnlyMode.UNSAID, Rules.NONE).readsOnly()).isTrue();
    assertThat(claim(ReadOnlyMode.UNSAID, rules).readsOnly()).isFalse();
  }

  @Test
  void isCalledAsInPolicies() {
    assertThat(ReadOnlyMode.parse("session")).contains(ReadOnlyMode.SESSION);
    assertThat(ReadOnlyMode.parse("off")).contains(ReadOnlyMode.OFF);
    assertThat(ReadOnlyMode.parse("unsaid")).isEqualTo(Optional.empty());
    assertThat(ReadOnlyMode.UNSAID.id()).isEqualTo("session");
  }

  private static Assignment claim(ReadOnlyMode mode, Rules rules) {
    Place place = new Place("p", 1, 1);
    Protection sealed = Protection.of(Level.SEALED, place);
    Environment environment =
        new Environment(
            "e",
            place,
            Set.of(),
            Recognition.of(List.of()),
            new Protection(
                sealed.level(),
                place,
                rules,
                sealed.origins(),
                sealed.calendar(),
                sealed.exceptions(),
                mode),
            ConsentTerms.DEFAULT,
            false,
            Messages.NONE);
    return new Assignment(
        List.of(
            new Assignment.Claim(
                environment, "", place, Set.of(Origin.CI), false, List.of(), Layer.Kind.TEAM)));
  }
}
