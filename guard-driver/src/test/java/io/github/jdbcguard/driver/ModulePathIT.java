package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modular program, linked with the guard and a driver into a run-time image of its own. */
class ModulePathIT {
  private static final Path ALL_JAR = Path.of("target", "guard-driver-all.jar");

  private static final String DESCRIPTOR =
      "module shop { requires io.github.jdbcguard.driver; requires org.hsqldb; }";

  private static final String PROGRAM =
      """
      package shop;

      import io.github.jdbcguard.driver.GuardRefusedException;
      import java.sql.Connection;
      import java.sql.DriverManager;
      import java.sql.Statement;

      public class Shop {
        public static void main(String[] arguments) throws Exception {
          try (Connection connection = DriverManager.getConnection("jdbc:guard:hsqldb:mem:shop");
              Statement statement = connection.createStatement()) {
            statement.executeQuery("VALUES 1").close();
            statement.executeQuery("GUARD STATUS").close();
            System.out.println("read in " + Shop.class.getModule());
            try {
              statement.execute("CREATE TABLE items (id INT)");
              System.out.println("written");
            } catch (GuardRefusedException e) {
              System.out.println(e.getSQLState() + " by " + e.getClass().getModule());
            }
          }
        }
      }
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void compile() throws Exception {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path descriptor = Files.writeString(sources.resolve("module-info.java"), DESCRIPTOR);
    Path program = Files.writeString(sources.resolve("Shop.java"), PROGRAM);
    run(
        "javac",
        "--module-path",
        path(List.of(ALL_JAR.toString(), classPath("hsqldb"))),
        "-d",
        program().toString(),
        descriptor.toString(),
        program.toString());
  }

  private static Path program() {
    return folder.resolve("program");
  }

  private static void run(String tool, String... arguments) {
    int exit = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
    assertThat(exit).as(tool + " " + List.of(arguments)).isZero();
  }

  @Test
  void takesTheOneJarForTools() throws Exception {
    Path image = link("all", List.of(ALL_JAR.toString()));

    assertThat(shop(image, "open")).isEqualTo("read in module shop\nwritten\n");
    assertThat(shop(image, "sealed"))
        .endsWith("read in module shop\n28X01 by module io.github.jdbcguard.driver\n");
  }

  @Test
  void takesTheJarsOfMaven() throws Exception {
    Path image =
        link(
            "thin",
            List.of(
                ownJar().toString(),
                classPath("guard-policy"),
                classPath("jsqlparser"),
                classPath("snakeyaml-engine"),
                classPath("slf4j-api")));

    assertThat(shop(image, "sealed"))
        .endsWith("read in module shop\n28X01 by module io.github.jdbcguard.driver\n");
  }

  private static Path link(String name, List<String> guard) {
    Path image = folder.resolve(name);
    run(
        "jlink",
        "--module-path",
        path(
            Stream.concat(Stream.of(program().toString(), classPath("hsqldb")), guard.stream())
                .toList()),
        "--add-modules",
        "shop",
        "--output",
        image.toString());
    return image;
  }

  private static Path ownJar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.toString().matches(".*guard-driver-\\d.*(?<!tests)\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String classPath(String name) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> Path.of(path).getFileName().toString().matches(name + "-\\d.*\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  private static String path(List<String> jars) {
    return jars.stream().collect(Collectors.joining(File.pathSeparator));
  }

  private static String shop(Path image, String level) throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve(level + ".yaml"),
            """
            guard: 1
            environments:
              shop:
                level: %s
                match: [ { engine: hsqldb } ]
            """
                .formatted(level));
    Path output = folder.resolve("output");
    new ProcessBuilder(
            image.resolve("bin").resolve("java").toString(),
            "-Duser.home=" + folder,
            "-Dguard.policy=" + policy,
            "--module",
            "shop/shop.Shop")
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start()
        .waitFor();
    return Files.readString(output);
  }
}
