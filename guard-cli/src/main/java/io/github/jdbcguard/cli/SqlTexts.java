package io.github.jdbcguard.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL texts one after the other, read as they come. Used by one thread. */
final class SqlTexts {
  /** One a line; JSON lines if the first one is one, for no SQL begins like that. */
  static final String LINES = "\n";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String name;
  private final BufferedReader input;
  private final String separator;
  private Form form;
  private int line;

  /** How the input is written. */
  enum Form {
    /** What stands between separators. */
    TEXT,
    /** Each line is a string, or an object whose {@code sql} is one. */
    JSON_LINES,
    /** As the first line that is not blank looks. */
    AS_IT_LOOKS
  }

  /**
   * Reads from the input.
   *
   * @param name of the input, for messages
   * @param separator what stands between two texts
   */
  SqlTexts(String name, Reader input, String separator, Form form) {
    this.name = name;
    this.input = new BufferedReader(input);
    this.separator = separator;
    this.form = form;
  }

  /**
   * The next text; empty after the last one.
   *
   * @throws UnreadableTextException where a line is no JSON that holds a text
   */
  Optional<String> next() throws IOException, UnreadableTextException {
    if (form == Form.TEXT && !separator.equals(LINES)) {
      return separated();
    }
    String text = line();
    if (text != null && form == Form.AS_IT_LOOKS && !text.isBlank()) {
      String start = text.stripLeading();
      form = start.startsWith("\"") || start.startsWith("{\"") ? Form.JSON_LINES : Form.TEXT;
    }
    while (text != null && form == Form.JSON_LINES && text.isBlank()) {
      text = line();
    }
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(form == Form.JSON_LINES ? json(text) : text);
  }

  /** The next line, without a byte order mark at the beginning; null behind the last one. */
  private @Nullable String line() throws IOException {
    String text = input.readLine();
    line++;
    boolean marked = line == 1 && text != null && text.startsWith("\ufeff");
    return marked ? text.substring(1) : text;
  }

  /** Blanks behind the last separator are no text; a line ends with CR LF as well as with LF. */
  private Optional<String> separated() throws IOException {
    StringBuilder text = new StringBuilder();
    char last = separator.charAt(separator.length() - 1);
    boolean lines = separator.indexOf('\n') >= 0;
    int start = 0;
    for (int c = input.read(); c >= 0; c = input.read()) {
      int end = text.length() - 1;
      if (lines && c == '\n' && end >= 0 && text.charAt(end) == '\r') {
        text.setLength(end);
      }
      text.append((char) c);
      start = text.length() - separator.length();
      if (c == last && start >= 0 && text.indexOf(separator, start) == start) {
        text.setLength(start);
        return Optional.of(text.toString());
      }
    }
    return text.toString().isBlank() ? Optional.empty() : Optional.of(text.toString());
  }

  private String json(String text) throws IOException, UnreadableTextException {
    try (JsonParser parser = JSON.createParser(text)) {
      String sql = sql(parser);
      if (parser.nextToken() != null) {
        throw new UnreadableTextException(place(parser) + ": more than one value in a line");
      }
      return sql;
    } catch (JsonProcessingException e) {
      throw new UnreadableTextException(
          "%s:%d:%d: no JSON: %s".formatted(name, line, e.getLocation().getColumnNr(), cause(e)),
          e);
    }
  }

  /** Without what the library says of where it got the text from. */
  private static String cause(JsonProcessingException e) {
    return e.getOriginalMessage().replaceAll("(?s)\\s*\\(?(start marker )?at \\[Source.*", "");
  }

  private String sql(JsonParser parser) throws IOException, UnreadableTextException {
    JsonToken first = parser.nextToken();
    String sql = first == JsonToken.VALUE_STRING ? parser.getText() : null;
    while (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals("sql");
      boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
      sql = wanted && text ? parser.getText() : sql;
      parser.skipChildren();
    }
    if (sql == null) {
      throw new UnreadableTextException(
          place(parser) + ": neither a string nor an object whose 'sql' is one");
    }
    return sql;
  }

  private String place(JsonParser parser) {
    return "%s:%d:%d".formatted(name, line, parser.currentTokenLocation().getColumnNr());
  }

  /** A line that holds no text; the message says where and why. */
  static final class UnreadableTextException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableTextException(String message) {
      super(message);
    }

    UnreadableTextException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
