package io.github.jdbcguard.policy.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The policies of the documentation and of the examples; each block of YAML is a whole one. */
final class DocumentedPolicies {
  private static final Path ROOT = Path.of("..");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  /** What they include, and the migrations that they name. */
  static final Attachments FILES =
      new Attachments() {
        @Override
        public byte[] file(String path) {
          return bytes(path.endsWith(".sql") ? "DELETE FROM sessions;\n" : policy("shared"));
        }

        @Override
        public byte[] resource(String name) {
          return bytes(policy("packaged"));
        }

        @Override
        public String place(String path) {
          return path;
        }

        private String policy(String level) {
          return "guard: 1\nlevels: { %s: { extends: guarded, rules: {} } }\n".formatted(level);
        }
      };

  private DocumentedPolicies() {}

  /** File and text of each. */
  static Stream<Arguments> all() throws IOException {
    List<Arguments> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        found.addAll(blocks(file));
      }
    }
    found.addAll(blocks(ROOT.resolve("README.md")));
    try (Stream<Path> files = Files.walk(ROOT.resolve("examples"), 2)) {
      for (Path file : files.filter(f -> f.endsWith("guard.yaml")).sorted().toList()) {
        found.add(Arguments.of(file.toString(), Files.readString(file)));
      }
    }
    return found.stream();
  }

  private static List<Arguments> blocks(Path file) throws IOException {
    List<Arguments> found = new ArrayList<>();
    Matcher blocks = YAML.matcher(Files.readString(file));
    while (blocks.find()) {
      found.add(Arguments.of(file.toString(), blocks.group(1)));
    }
    return found;
  }

  /** A policy that has every key. */
  static String everyKey() throws IOException {
    try (InputStream in = DocumentedPolicies.class.getResourceAsStream("every-key.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
