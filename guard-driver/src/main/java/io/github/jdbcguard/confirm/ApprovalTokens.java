package io.github.jdbcguard.confirm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tokens that a setting holds, in itself or in files that it names. */
public final class ApprovalTokens {
  private static final long MAX_FILE_LENGTH = 16L << 20;
  private static final int MOST_TOKENS = 256;

  private ApprovalTokens() {}

  /**
   * Reads a setting: tokens, and paths of files with tokens (one a line, {@code #} for comments),
   * separated by commas. The same token twice is one.
   *
   * @throws InvalidTokenException where one of them cannot be read, saying which and why
   */
  public static List<Token> read(String setting) throws InvalidTokenException {
    Set<Token> tokens = new LinkedHashSet<>();
    int number = 0;
    for (String entry : setting.split(",", -1)) {
      String stripped = entry.strip();
      number++;
      if (stripped.startsWith(Token.PREFIX)) {
        tokens.add(token("token %d of the approval".formatted(number), stripped));
      } else if (!stripped.isEmpty()) {
        tokens.addAll(inFile(stripped));
      }
    }
    if (tokens.size() > MOST_TOKENS) {
      throw new InvalidTokenException(
          "there are more than %d approvals; take out those that are over".formatted(MOST_TOKENS));
    }
    return List.copyOf(tokens);
  }

  /**
   * Reads a file of tokens.
   *
   * @throws InvalidTokenException where it cannot be read, or one of them cannot
   */
  public static List<Token> inFile(String name) throws InvalidTokenException {
    List<Token> tokens = new ArrayList<>();
    int number = 0;
    for (String line : text(name).split("\r?\n", -1)) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        tokens.add(token("%s:%d: the approval".formatted(name, number), stripped));
      }
    }
    return tokens;
  }

  private static String text(String name) throws InvalidTokenException {
    try {
      Path file = Path.of(name);
      if (Files.size(file) > MAX_FILE_LENGTH) {
        throw new InvalidTokenException("the file of approvals %s is too large".formatted(name));
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      // What looks like no token might be one that was cut, so it is shown only where it is a path.
      throw new InvalidTokenException(
          "the file of approvals %s cannot be read (%s)"
              .formatted(shown(name), e.getClass().getSimpleName()),
          e);
    }
  }

  private static String shown(String name) {
    int most = 200;
    return name.contains("guard1") || name.length() > most ? "that is named" : "'" + name + "'";
  }

  private static Token token(String where, String text) throws InvalidTokenException {
    try {
      return Token.parse(text);
    } catch (InvalidTokenException e) {
      throw new InvalidTokenException("%s cannot be read: %s".formatted(where, e.getMessage()), e);
    }
  }
}
