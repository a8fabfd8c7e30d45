package io.github.jdbcguard.confirm;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The payload of tokens: lines of a name and a value, in one order, each of them once, but for the
 * statements and migrations at the end. What is written in any other way is refused.
 */
final class TokenLines {
  private static final String FIRST = "jdbc-guard-token 1";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,6}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  private final List<String> lines;
  private int next;

  private TokenLines(List<String> lines) {
    this.lines = lines;
  }

  /** The lines of what a token says. */
  static String text(TokenContent content) {
    Writing text = new Writing();
    text.line("kind", content.kind().id());
    text.line("request", digest("request", content.request()));
    text.line("environment", content.claims().environment());
    text.line("target", content.claims().target());
    text.line("identity", content.claims().identity());
    text.line("database", content.claims().database());
    text.line("user", content.claims().user());
    text.line("requester", content.requester());
    text.line("approver", content.approver());
    text.line("not-before", content.notBefore().toString());
    text.line("expires", content.expires().toString());
    text.line("uses", Integer.toString(content.uses()));
    text.line("reason", content.reason());
    content.statements().forEach(s -> text.line("statement", digest("statement", s)));
    content
        .migrations()
        .forEach(m -> text.line("migration", digest("migration", m.sha256()) + " " + m.name()));
    return text.text();
  }

  /** Lines that are being written. */
  private static final class Writing {
    private final StringBuilder lines = new StringBuilder(FIRST).append('\n');

    void line(String name, String value) {
      PlainValue.objection(name, value)
          .ifPresent(
              objection -> {
                throw new IllegalArgumentException(objection);
              });
      lines.append(name).append(": ").append(value).append('\n');
    }

    String text() {
      return lines.toString();
    }
  }

  private static String digest(String name, String value) {
    if (!DIGEST.matcher(value).matches()) {
      throw new IllegalArgumentException(name + " is no SHA-256");
    }
    return value;
  }

  /** Reads a payload. */
  static TokenContent parse(String payload) throws InvalidTokenException {
    if (!payload.endsWith("\n")) {
      throw new InvalidTokenException("the last line has no end");
    }
    TokenLines reading = new TokenLines(List.of(payload.split("\n", -1)));
    try {
      TokenContent content = reading.content();
      if (!content.text().equals(payload)) {
        throw new InvalidTokenException("it is not written as tokens are");
      }
      return content;
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException(String.valueOf(e.getMessage()), e);
    }
  }

  private TokenContent content() throws InvalidTokenException {
    requireVersion();
    String kind = value("kind");
    return new TokenContent(
        TokenKind.parse(kind)
            .orElseThrow(() -> new InvalidTokenException("its kind is not one of this version")),
        matching("request", DIGEST),
        new Claims(
            value("environment"),
            value("target"),
            value("identity"),
            value("database"),
            value("user")),
        value("requester"),
        value("approver"),
        time("not-before"),
        time("expires"),
        Integer.parseInt(matching("uses", NUMBER)),
        value("reason"),
        statements(),
        migrations());
  }

  private void requireVersion() throws InvalidTokenException {
    String first = lines.get(next++);
    if (first.equals(FIRST)) {
      return;
    }
    throw new InvalidTokenException(
        first.matches("jdbc-guard-token [0-9]{1,9}")
            ? "it is of version %s, and this is for version 1; use a JDBC Guard that knows it"
                .formatted(first.substring(first.indexOf(' ') + 1))
            : "its first line is not '%s'".formatted(FIRST));
  }

  private String value(String name) throws InvalidTokenException {
    String line = lines.get(next);
    String start = name + ": ";
    if (!line.startsWith(start)) {
      throw new InvalidTokenException(
          "line %d should be '%s', and is not: missing, doubled, unknown, or out of order"
              .formatted(next + 1, name));
    }
    next++;
    String value = line.substring(start.length());
    Optional<String> objection = PlainValue.objection(name, value);
    if (objection.isPresent()) {
      throw new InvalidTokenException(objection.get());
    }
    return value;
  }

  private String matching(String name, Pattern pattern) throws InvalidTokenException {
    String value = value(name);
    if (!pattern.matcher(value).matches()) {
      throw new InvalidTokenException("'%s' is not of its form".formatted(name));
    }
    return value;
  }

  private Instant time(String name) throws InvalidTokenException {
    String value = matching(name, TIME);
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new InvalidTokenException("'%s' is no time".formatted(name), e);
    }
  }

  private List<String> statements() throws InvalidTokenException {
    List<String> statements = new ArrayList<>();
    while (lines.get(next).startsWith("statement: ")) {
      statements.add(matching("statement", DIGEST));
    }
    return statements;
  }

  private List<MigrationFile> migrations() throws InvalidTokenException {
    List<MigrationFile> migrations = new ArrayList<>();
    while (next < lines.size() - 1) {
      String[] parts = value("migration").split(" ", 2);
      migrations.add(
          new MigrationFile(digest("migration", parts[0]), parts.length > 1 ? parts[1] : ""));
    }
    return migrations;
  }
}
