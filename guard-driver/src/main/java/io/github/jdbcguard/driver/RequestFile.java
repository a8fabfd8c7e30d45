package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.JsonLine;
import io.github.jdbcguard.confirm.OwnerOnly;
import io.github.jdbcguard.confirm.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes requests for approvals, as JSON with one member, or one statement, a line. It holds the
 * SQL as it is, so it is for its owner alone.
 */
public final class RequestFile {
  private static final String VERSION = "{\"guard_request\":1,\n";
  private static final String CREATED = "\"created\":";
  private static final String ITEMS = "\"statements\":[\n";
  private static final String END = "\n]}\n";

  private RequestFile() {}

  /**
   * Writes a request; where the file holds one of the same requester for the same connection,
   * reason and uses, what is new is added to it, and it is a new request from now on.
   *
   * @throws IOException where it cannot be written, or the file holds something else
   */
  public static synchronized void write(Path file, Request request) throws IOException {
    Set<String> items = new LinkedHashSet<>(kept(file, request));
    request.items().forEach(item -> items.add(item(item)));
    replace(file, text(request, items));
  }

  /** The request as the file has it. */
  public static String text(Request request) {
    return text(request, request.items().stream().map(RequestFile::item).toList());
  }

  private static String text(Request request, Collection<String> items) {
    return head(request)
        + CREATED
        + JsonLine.of(request.created())
        + ",\n"
        + ITEMS
        + String.join(",\n", items)
        + END;
  }

  /** All before the time. */
  private static String head(Request request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("environment", request.claims().environment());
    fields.put("target", request.claims().target());
    fields.put("identity", request.claims().identity());
    fields.put("database", request.claims().database());
    fields.put("user", request.claims().user());
    fields.put("url", request.url());
    fields.put("requester", request.requester());
    fields.put("reason", request.reason());
    fields.put("uses", request.uses());
    request.validFor().ifPresent(duration -> fields.put("valid_for", duration));
    StringBuilder head = new StringBuilder(VERSION);
    fields.forEach(
        (name, value) ->
            head.append(JsonLine.of(name)).append(':').append(JsonLine.of(value)).append(",\n"));
    return head.toString();
  }

  private static String item(Request.Item item) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (item.isFile()) {
      fields.put("migration", item.migration());
      fields.put("sha256", item.sha256());
    }
    if (!item.change().isEmpty()) {
      fields.put("change", item.change());
    }
    fields.put("sql", item.text());
    return JsonLine.of(fields);
  }

  /** The items that are in the file. */
  private static Set<String> kept(Path file, Request request) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException none) {
      return Set.of();
    }
    int items = text.indexOf("\n" + ITEMS);
    if (text.isEmpty()) {
      return Set.of();
    }
    if (!text.startsWith(head(request) + CREATED) || items < 0 || !text.endsWith(END)) {
      throw new IOException(
          "%s holds another request, or something else; name another file, or remove it"
              .formatted(file));
    }
    String written = text.substring(items + 1 + ITEMS.length(), text.length() - END.length());
    return new LinkedHashSet<>(Arrays.asList(written.split(",\n", -1)));
  }

  /** Beside its place first, so that nobody reads half a request. */
  private static void replace(Path file, String text) throws IOException {
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder == null) {
      throw new IOException("'%s' is no file".formatted(file));
    }
    OwnerOnly.makeFolder(folder);
    Path draft = OwnerOnly.makeDraft(folder);
    try {
      Files.writeString(draft, text);
      Files.move(draft, whole, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
