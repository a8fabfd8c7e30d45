package io.github.jdbcguard.confirm;

import io.github.jdbcguard.sql.Classifier;
import io.github.jdbcguard.sql.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants approved.
 *
 * @param url the JDBC URL without passwords, by which the approver finds out for themselves what it
 *     is
 * @param requester who asks; never empty
 * @param reason why; may be empty
 * @param uses how often each statement may be sent
 * @param validFor for how long; empty for what the policy says
 * @param created when it was asked for, in whole seconds: the same asked for anew is another
 *     request
 * @param items what would be sent, in its order
 */
public record Request(
    Claims claims,
    String url,
    String requester,
    String reason,
    int uses,
    Optional<Duration> validFor,
    Instant created,
    List<Item> items) {

  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final String FIRST = "jdbc-guard-request 1";

  public Request {
    created = created.truncatedTo(ChronoUnit.SECONDS);
    items = List.copyOf(items);
    if (requester.isBlank()) {
      throw new IllegalArgumentException("a request says who asks");
    }
    if (uses < 1 || uses > TokenContent.MOST_USES) {
      throw new IllegalArgumentException(
          "a request is for between 1 and %d uses".formatted(TokenContent.MOST_USES));
    }
  }

  /**
   * A statement, or a file of several.
   *
   * @param migration the name of the file; empty for a statement
   * @param text of the statement or of the whole file
   * @param change the change that it belongs to, in the words of the tool that sends it; may be
   *     empty
   */
  public record Item(String migration, String text, String change) {

    /** A statement. */
    public static Item statement(String sql) {
      return new Item("", sql, "");
    }

    /** A file. */
    public static Item file(String name, String text) {
      return new Item(name, text, "");
    }

    /** The same as part of a change. */
    public Item of(String change) {
      return new Item(migration, text, change);
    }

    /** Whether it is a file. */
    public boolean isFile() {
      return !migration.isEmpty();
    }

    /** The SHA-256 of the text. */
    public String sha256() {
      return StatementDigest.ofText(text);
    }
  }

  /** The files among the items. */
  public List<MigrationFile> migrations() {
    return items.stream()
        .filter(Item::isFile)
        .map(item -> new MigrationFile(item.sha256(), item.migration()))
        .toList();
  }

  /** The changes that items belong to, each of them once. */
  public List<String> changes() {
    return items.stream().map(Item::change).filter(c -> !c.isEmpty()).distinct().toList();
  }

  /** The statements of all items, as the dialect splits them. */
  public List<String> statements(Dialect dialect) {
    Classifier classifier = Classifier.of(dialect);
    return items.stream()
        .map(
            item ->
                item.text().startsWith(BYTE_ORDER_MARK) ? item.text().substring(1) : item.text())
        .flatMap(text -> classifier.split(text).stream())
        .toList();
  }

  /** The digests of all statements, each of them once. */
  public List<String> digests(Dialect dialect) {
    return statements(dialect).stream().map(StatementDigest::of).distinct().toList();
  }

  /**
   * The id: SHA-256 over a canonical form, so that nothing in it can be changed without another id.
   */
  public String id(Dialect dialect) {
    StringBuilder canonical = new StringBuilder(FIRST).append('\n');
    for (String value :
        List.of(
            claims.environment(),
            claims.target(),
            claims.identity(),
            claims.database(),
            claims.user(),
            requester,
            reason,
            Integer.toString(uses),
            created.toString())) {
      add(canonical, value);
    }
    digests(dialect).forEach(statement -> add(canonical, statement));
    for (MigrationFile migration : migrations()) {
      add(canonical, migration.sha256() + " " + migration.name());
    }
    changes().forEach(change -> add(canonical, "change " + change));
    return StatementDigest.ofText(canonical.toString());
  }

  /** With its length before it, so that no value can pass for two. */
  private static void add(StringBuilder canonical, String value) {
    canonical.append(value.length()).append(':').append(value).append('\n');
  }

  /**
   * What somebody signs for it.
   *
   * @throws IllegalArgumentException where it cannot be signed, saying why
   */
  public TokenContent content(
      TokenKind kind, String approver, Dialect dialect, Instant notBefore, Duration validity) {
    TokenContent content =
        new TokenContent(
            kind,
            id(dialect),
            claims,
            requester,
            approver,
            notBefore,
            notBefore.plus(validity),
            uses,
            reason,
            digests(dialect),
            migrations());
    content.refuseUnseen();
    return content;
  }
}
