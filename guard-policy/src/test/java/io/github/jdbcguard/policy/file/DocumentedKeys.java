package io.github.jdbcguard.policy.file;

import java.util.Map;
import java.util.TreeMap;

/** All keys of a shape by their paths: {@code environments.confirm.valid_for}. */
final class DocumentedKeys {
  private final Map<String, Key> byPath = new TreeMap<>();

  private DocumentedKeys() {}

  static Map<String, Key> of(Shape shape) {
    DocumentedKeys keys = new DocumentedKeys();
    keys.walk(shape, "");
    return keys.byPath;
  }

  private void walk(Shape shape, String path) {
    if (shape instanceof Keys keys) {
      for (Key key : keys.keys()) {
        byPath.put(path + key.name(), key);
        walk(key.shape(), path + key.name() + ".");
      }
    } else if (shape instanceof Several.Named named) {
      walk(named.value(), path);
    } else if (shape instanceof Several.Items items) {
      walk(items.item(), path);
    } else if (shape instanceof Several.OneOrMore more) {
      walk(more.item(), path);
    } else if (shape instanceof Several.KeysOr either) {
      walk(either.keys(), "pattern.");
    }
  }
}
