package io.github.jdbcguard.cli;

import io.github.jdbcguard.confirm.Terminal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What has to be known before a policy can be written.
 *
 * @param production empty for the example of the starter
 * @param staging empty for the example of the starter
 */
record InitAnswers(
    Starter starter, List<DatabaseAddress> production, List<DatabaseAddress> staging) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int TRIES = 3;

  InitAnswers {
    production = List.copyOf(production);
    staging = List.copyOf(staging);
  }

  /** Asks at the terminal; empty where no usable answer came. */
  static Optional<InitAnswers> ask(Terminal terminal) {
    terminal.discardTypedAhead();
    terminal.show("Enter takes what stands in [brackets].\n");
    Optional<Starter> starter =
        answer(
            terminal,
            "for whom? solo, team or company [team]: ",
            text -> Starter.parse(text.isEmpty() ? "team" : text));
    Optional<List<DatabaseAddress>> production =
        starter.flatMap(
            any -> answer(terminal, hostQuestion("production"), InitAnswers::addresses));
    Optional<List<DatabaseAddress>> staging =
        production.flatMap(
            any ->
                starter.filter(Starter::hasStaging).isPresent()
                    ? answer(terminal, hostQuestion("staging"), InitAnswers::addresses)
                    : Optional.of(List.of()));
    return staging.map(
        last -> new InitAnswers(starter.orElseThrow(), production.orElseThrow(), last));
  }

  private static String hostQuestion(String environment) {
    return ("where is %s? HOST, HOST/DATABASE or a JDBC URL, several with blanks between"
            + " [an example, to be edited]: ")
        .formatted(environment);
  }

  private static <T> Optional<T> answer(
      Terminal terminal, String question, Function<String, T> reading) {
    for (int left = TRIES; left > 0; left--) {
      terminal.show(question);
      Optional<String> line = terminal.readLine(PATIENCE);
      if (line.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(reading.apply(line.get().strip()));
      } catch (IllegalArgumentException e) {
        terminal.show("  " + e.getMessage() + "\n");
      }
    }
    return Optional.empty();
  }

  /** Blanks separate, because a JDBC URL with several hosts has commas of its own. */
  private static List<DatabaseAddress> addresses(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(text.split(",?\\s+", -1))
        .flatMap(part -> DatabaseAddress.parse(part).stream())
        .toList();
  }

  /** What cannot be meant; empty where all is well. */
  Optional<String> contradiction() {
    if (!staging.isEmpty() && !starter.hasStaging()) {
      return Optional.of("the starter 'solo' has no staging; use --kind team");
    }
    for (DatabaseAddress test : staging) {
      if (production.stream().anyMatch(p -> p.covers(test))) {
        return Optional.of(
            ("staging %s would be production as well, and the strictest counts;"
                    + " say which database each of them is: HOST/DATABASE")
                .formatted(test.url()));
      }
    }
    return Optional.empty();
  }
}
