package io.github.jdbcguard.store;

import io.github.jdbcguard.engines.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL of the documentation that makes a user who can only add. */
final class DocumentedGrants {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- grants: (\\w+) -->\n```sql\n(.*?)```", Pattern.DOTALL);

  private DocumentedGrants() {}

  /** Statement by statement, for that database. */
  static List<String> of(TestEngine engine, String database) throws IOException {
    String name = engine == TestEngine.POSTGRESQL ? "postgresql" : "mysql";
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("../docs/store.md")));
    while (blocks.find()) {
      if (blocks.group(1).equals(name)) {
        return Arrays.stream(blocks.group(2).split(";\n"))
            .map(sql -> sql.replace("guarddb", database).strip())
            .filter(sql -> !sql.isEmpty())
            .toList();
      }
    }
    throw new IllegalStateException("no grants for " + name);
  }
}
