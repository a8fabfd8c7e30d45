package io.github.jdbcguard.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.jdbcguard.confirm.Claims;
import io.github.jdbcguard.confirm.Request;
import io.github.jdbcguard.confirm.Request.Item;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the file of a request, as {@code RequestFile} writes it, and nothing else. */
final class RequestReader {
  private static final long MAX_LENGTH = 64L << 20;
  private static final Set<String> NAMES =
      Set.of(
          "guard_request",
          "environment",
          "target",
          "identity",
          "database",
          "user",
          "url",
          "requester",
          "reason",
          "uses",
          "valid_for",
          "created");
  private static final Set<String> ITEM_NAMES = Set.of("sql", "migration", "sha256", "change");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser parser;

  private RequestReader(JsonParser parser) {
    this.parser = parser;
  }

  /** A file that holds no request; the message says why. */
  static final class NoRequestException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    NoRequestException(String message) {
      super(message);
    }
  }

  static Request read(Path file) throws NoRequestException {
    try {
      if (Files.size(file) > MAX_LENGTH) {
        throw new NoRequestException("%s is too large for a request".formatted(file));
      }
      try (JsonParser parser = JSON.createParser(Files.readString(file))) {
        return new RequestReader(parser).request();
      }
    } catch (JsonProcessingException e) {
      throw new NoRequestException(
          "%s:%d:%d is no JSON as a request has it"
              .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new NoRequestException("%s cannot be read: %s".formatted(file, e.getMessage()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new NoRequestException("%s is no request: %s".formatted(file, e.getMessage()));
    }
  }

  private Request request() throws IOException {
    Map<String, String> fields = new HashMap<>();
    List<Item> items = new ArrayList<>();
    require(parser.nextToken() == JsonToken.START_OBJECT, "it is no object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("statements")) {
        require(value == JsonToken.START_ARRAY, "'statements' is no list");
        items.addAll(items());
      } else {
        require(NAMES.contains(name), "'%s' belongs to no request".formatted(name));
        fields.put(name, scalar(name, value));
      }
    }
    require(parser.nextToken() == null, "something stands behind it");
    require("1".equals(fields.get("guard_request")), "its 'guard_request' is not 1");
    return request(fields, items);
  }

  private static Request request(Map<String, String> fields, List<Item> items) {
    return new Request(
        new Claims(
            text(fields, "environment"),
            text(fields, "target"),
            text(fields, "identity"),
            text(fields, "database"),
            text(fields, "user")),
        text(fields, "url"),
        text(fields, "requester"),
        text(fields, "reason"),
        Integer.parseInt(text(fields, "uses")),
        Optional.ofNullable(fields.get("valid_for")).map(Duration::parse),
        Instant.parse(text(fields, "created")),
        items);
  }

  private static String text(Map<String, String> fields, String name) {
    String text = fields.get(name);
    if (text == null) {
      throw new IllegalArgumentException("'%s' is missing".formatted(name));
    }
    return text;
  }

  private List<Item> items() throws IOException {
    List<Item> items = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      items.add(item());
    }
    require(parser.currentToken() == JsonToken.END_ARRAY, "a statement is no object");
    return items;
  }

  private Item item() throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      require(ITEM_NAMES.contains(name), "'%s' belongs to no statement".formatted(name));
      fields.put(name, scalar(name, parser.nextToken()));
    }
    Item item =
        new Item(
            fields.getOrDefault("migration", ""),
            text(fields, "sql"),
            fields.getOrDefault("change", ""));
    require(
        !item.isFile() || item.sha256().equals(fields.get("sha256")),
        "the text of %s is not the one with its sha256".formatted(item.migration()));
    return item;
  }

  private String scalar(String name, JsonToken value) throws IOException {
    require(
        value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT,
        "'%s' is no text".formatted(name));
    return parser.getText();
  }

  private static void require(boolean holds, String objection) {
    if (!holds) {
      throw new IllegalArgumentException(objection);
    }
  }
}
