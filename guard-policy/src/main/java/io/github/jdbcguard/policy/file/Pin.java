package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.file.Attachments.UnavailableException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads files that a policy names together with their SHA-256, so that they cannot change unseen.
 */
final class Pin {
  /** How many files a policy may name; with their bounded size, this bounds the memory. */
  private static final int MOST_FILES = 50;

  private final Attachments attachments;
  private final Faults faults;
  private int files;

  Pin(Attachments attachments, Faults faults) {
    this.attachments = attachments;
    this.faults = faults;
  }

  /** The text of the file that these fields name; empty where a fault says why there is none. */
  Optional<String> read(YamlFields fields) {
    Place place = fields.place();
    String name = fields.text("file") + fields.text("classpath");
    if (fields.text("file").isEmpty() == fields.text("classpath").isEmpty()) {
      return Optional.empty();
    }
    if (++files > MOST_FILES) {
      faults.add(place, "more than %d files; put them together".formatted(MOST_FILES));
      return Optional.empty();
    }
    try {
      byte[] bytes =
          fields.text("file").isEmpty()
              ? attachments.resource(fields.text("classpath"))
              : attachments.file(local(fields.text("file")));
      String actual = sha256(bytes);
      String pinned = fields.text("sha256").toLowerCase(Locale.ROOT);
      if (pinned.isEmpty() && fields.value("sha256").isEmpty()) {
        faults.add(
            place,
            "'%s' is not pinned, so it could change unseen; read it, then add sha256: \"%s\""
                .formatted(name, actual));
      } else if (!pinned.isEmpty() && !pinned.equals(actual)) {
        faults.add(
            fields.value("sha256").map(YamlNode::place).orElse(place),
            "'%s' is not the file that was pinned; read it, then write sha256: \"%s\""
                .formatted(name, actual));
        return Optional.empty();
      }
      return Optional.of(text(name, bytes));
    } catch (UnavailableException e) {
      faults.add(place, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static String local(String path) throws UnavailableException {
    if (path.contains("://")) {
      throw new UnavailableException(
          "'%s' is a link, and nothing is fetched from a network; keep a copy beside this file"
              .formatted(path));
    }
    return path;
  }

  private static String text(String name, byte[] bytes) throws UnavailableException {
    try {
      return FileText.text(name, bytes);
    } catch (InvalidPolicyException e) {
      throw new UnavailableException("'%s' is %s".formatted(name, e.faults().get(0).message()));
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
