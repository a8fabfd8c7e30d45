package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.CodeTerms;
import io.github.jdbcguard.confirm.ConfirmationCode;
import io.github.jdbcguard.confirm.IssuedCodes;
import io.github.jdbcguard.confirm.IssuedCodes.Issued;
import io.github.jdbcguard.confirm.StatementDigest;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The codes that were presented on a connection: what they cover, and which one is missing. */
final class Codes {
  private static final int LONGEST_SHOWN = 20;

  private final Session session;
  private final Presented presented;

  Codes(Session session, Presented presented) {
    this.session = session;
    this.presented = presented;
  }

  /** Whether any was presented. */
  boolean any() {
    return !presented.papers().codes().isEmpty();
  }

  /** Whether one of them is for this statement. */
  boolean cover(Ruling ruling) {
    if (!any()) {
      return false;
    }
    String statement = StatementDigest.of(ruling.sql());
    return presented.papers().codes().stream().anyMatch(code -> covers(code, statement));
  }

  private boolean covers(String code, String statement) {
    return code.equals(ConfirmationCode.of(terms(), Set.of(statement)).text())
        || fitting(code).filter(issued -> issued.statements().contains(statement)).isPresent();
  }

  /** What the code is for, if that is this connection, today. */
  private Optional<Issued> fitting(String code) {
    return issued().find(code).filter(one -> one.terms().equals(terms()));
  }

  /**
   * What to set so that this statement is covered as well as those that were covered before: one
   * code, or several where it cannot be kept what one is for.
   */
  Needed needed(Ruling ruling) {
    Set<String> statements = new LinkedHashSet<>(coveredBefore());
    String own = StatementDigest.of(ruling.sql());
    statements.add(own);
    Issued all = new Issued(terms(), statements);
    if (issued().remember(all) || !any()) {
      return new Needed(all.code().text(), statements.size());
    }
    Set<String> codes = new LinkedHashSet<>(presented.papers().codes());
    codes.add(ConfirmationCode.of(terms(), Set.of(own)).text());
    return new Needed(String.join(",", codes), statements.size());
  }

  /**
   * What has to be presented.
   *
   * @param codes as the setting takes them
   * @param statements how many they are known to cover
   */
  record Needed(String codes, int statements) {}

  private Set<String> coveredBefore() {
    return presented.papers().codes().stream()
        .flatMap(code -> fitting(code).stream())
        .flatMap(issued -> issued.statements().stream())
        .collect(Collectors.toSet());
  }

  /** Why the codes that were presented do not fit this statement, in words. */
  String misfit() {
    return presented.papers().codes().stream()
        .sorted()
        .map(this::misfit)
        .collect(Collectors.joining("; "));
  }

  private String misfit(String code) {
    Optional<Issued> known = issued().find(code);
    if (known.isEmpty()) {
      return "nothing is known of %s for %s on this machine: mistyped, printed elsewhere, or what it is for could not be kept"
          .formatted(shown(code), systemUser());
    }
    List<String> differences = known.get().terms().differences(terms());
    int statements = known.get().statements().size();
    return differences.isEmpty()
        ? "%s is for %s, and this one came on top"
            .formatted(
                code, statements == 1 ? "another statement" : statements + " other statements")
        : "%s is %s".formatted(code, String.join("; it is ", differences));
  }

  private static String shown(String code) {
    return code.length() > LONGEST_SHOWN ? code.substring(0, LONGEST_SHOWN) + "…" : code;
  }

  private String systemUser() {
    String user = session.surroundings().process().get().user();
    return user.isEmpty() ? "this user" : user;
  }

  private IssuedCodes issued() {
    return session.surroundings().issuedCodes();
  }

  private CodeTerms terms() {
    return new CodeTerms(
        session.policyVersion(),
        session.environment(),
        session.target().toString(),
        session.report().databaseIdentity().orElse(""),
        session.user(),
        session.surroundings().process().get().hostName(),
        LocalDate.now(session.surroundings().clock()));
  }
}
