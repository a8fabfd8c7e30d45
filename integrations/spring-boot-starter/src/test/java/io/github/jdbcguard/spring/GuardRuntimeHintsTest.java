package io.github.jdbcguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.driver.GuardDataSource;
import io.github.jdbcguard.driver.GuardDriver;
import io.github.jdbcguard.driver.TransparentDriver;
import io.github.jdbcguard.sql.Dialect;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

/** The hints for a native image, without building one. */
class GuardRuntimeHintsTest {
  private final RuntimeHints hints = new RuntimeHints();

  GuardRuntimeHintsTest() {
    new GuardRuntimeHints().registerHints(hints, getClass().getClassLoader());
  }

  @Test
  void keepsTheDriverByItsName() {
    for (Class<?> type :
        List.of(GuardDriver.class, TransparentDriver.class, GuardDataSource.class)) {
      assertThat(RuntimeHintsPredicates.reflection().onType(type))
          .as(type.getName())
          .accepts(hints);
    }
  }

  @Test
  void keepsEveryResourceOfTheDriver() throws Exception {
    List<String> resources =
        Stream.concat(resources(GuardDriver.class), resources(Dialect.class)).toList();

    assertThat(resources).contains("META-INF/services/java.sql.Driver").hasSizeGreaterThan(10);
    for (String resource : resources) {
      assertThat(RuntimeHintsPredicates.resource().forResource(resource))
          .as(resource)
          .accepts(hints);
    }
    assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/guard/guard.yaml"))
        .accepts(hints);
    assertThat(RuntimeHintsPredicates.resource().forResource("application.properties"))
        .rejects(hints);
  }

  /** What lies beside the classes in the jar, or the folder, of this one. */
  private static Stream<String> resources(Class<?> type) throws IOException, URISyntaxException {
    Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return resources(place).stream();
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return resources(jar.getPath("/")).stream();
    }
  }

  private static List<String> resources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.endsWith(".class"))
          .filter(name -> !name.startsWith("META-INF/maven/"))
          .filter(
              name -> !List.of("META-INF/MANIFEST.MF", "META-INF/THIRD-PARTY.txt").contains(name))
          .toList();
    }
  }
}
