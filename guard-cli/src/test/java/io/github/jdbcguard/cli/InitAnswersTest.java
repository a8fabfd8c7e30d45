package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.Terminal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitAnswersTest {

  @Test
  void takesWhatStandsInBrackets() {
    ScriptedTerminal terminal = new ScriptedTerminal("", "", "");

    assertThat(InitAnswers.ask(terminal))
        .contains(new InitAnswers(Starter.TEAM, List.of(), List.of()));
    assertThat(terminal.shown)
        .asString()
        .contains("[team]: ", "where is production? ", "where is staging? ");
  }

  @Test
  void takesSeveralHostsAndAsksSoloForNoStaging() {
    ScriptedTerminal terminal =
        new ScriptedTerminal("solo", "a.example.com/x, jdbc:mysql://b1,b2/y  c");

    Optional<InitAnswers> answers = InitAnswers.ask(terminal);

    assertThat(answers.orElseThrow().production())
        .extracting(DatabaseAddress::host)
        .containsExactly("a.example.com", "b1", "b2", "c");
    assertThat(terminal.shown).asString().doesNotContain("staging");
  }

  @Test
  void saysWhatIsWrongAndAsksAgain() {
    ScriptedTerminal terminal = new ScriptedTerminal("duo", "company", "*", "db", "st/x");

    assertThat(InitAnswers.ask(terminal)).map(InitAnswers::starter).contains(Starter.COMPANY);
    assertThat(terminal.shown)
        .asString()
        .contains("'duo' is not known; there are solo, team and company")
        .contains("'*' names every host or none");
  }

  @Test
  void givesUpAfterThreeWrongAnswersAndWhereNobodyAnswers() {
    assertThat(InitAnswers.ask(new ScriptedTerminal("a", "b", "c", "team", "", ""))).isEmpty();
    assertThat(InitAnswers.ask(new ScriptedTerminal("team", ""))).isEmpty();
  }

  private static final class ScriptedTerminal implements Terminal {
    private final Deque<String> lines;
    private final StringBuilder shown = new StringBuilder();

    ScriptedTerminal(String... lines) {
      this.lines = new ArrayDeque<>(List.of(lines));
    }

    @Override
    public boolean present() {
      return true;
    }

    @Override
    public boolean attended() {
      return true;
    }

    @Override
    public void discardTypedAhead() {}

    @Override
    public void show(String text) {
      shown.append(text);
    }

    @Override
    public Optional<String> readLine(Duration patience) {
      return Optional.ofNullable(lines.poll());
    }
  }
}
