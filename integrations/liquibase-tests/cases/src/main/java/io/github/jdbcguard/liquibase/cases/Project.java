package io.github.jdbcguard.liquibase.cases;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Tool;
import io.github.jdbcguard.testing.Tool.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.command.CommandScope;
import liquibase.resource.DirectoryResourceAccessor;

/** A folder with a policy, a changelog and a project for Maven, in which Liquibase runs. */
record Project(Path folder) {
  /** Adds a column. */
  static final String POINTS =
      """
      <changeSet id="points" author="lena">
        <addColumn tableName="customers">
          <column name="points" type="int" defaultValueNumeric="0"/>
        </addColumn>
      </changeSet>
      """;

  /** Changes ten rows, and can take it back. */
  static final String INACTIVE =
      """
      <changeSet id="inactive" author="lena">
        <update tableName="customers">
          <column name="active" valueBoolean="false"/>
          <where>id &lt;= 10</where>
        </update>
        <rollback>UPDATE customers SET active = true WHERE id &lt;= 10</rollback>
      </changeSet>
      """;

  /** Drops a table. */
  static final String LEGACY =
      """
      <changeSet id="legacy" author="lena">
        <dropTable tableName="customers"/>
      </changeSet>
      """;

  static Project in(Path folder) throws IOException {
    Project project = new Project(folder);
    project.write("guard.yaml", Shop.POLICY);
    project.write("pom.xml", pom());
    project.write(
        "driver.properties",
        "guard.policy=%s%nguard.audit=%s%n"
            .formatted(folder.resolve("guard.yaml"), folder.resolve("audit.jsonl")));
    return project;
  }

  private static String pom() {
    return """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.example</groupId>
        <artifactId>shop</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
        <build>
          <plugins>
            <plugin>
              <groupId>org.liquibase</groupId>
              <artifactId>liquibase-maven-plugin</artifactId>
              <version>%s</version>
              <configuration>
                <changeLogFile>changelog.xml</changeLogFile>
                <username>shop</username>
              </configuration>
              <dependencies>
                <dependency>
                  <groupId>io.github.jdbcguard</groupId>
                  <artifactId>guard-liquibase</artifactId>
                  <version>%s</version>
                </dependency>
                <dependency>
                  <groupId>org.postgresql</groupId>
                  <artifactId>postgresql</artifactId>
                  <version>%s</version>
                </dependency>
              </dependencies>
            </plugin>
          </plugins>
        </build>
      </project>
      """
        .formatted(
            System.getProperty("liquibase.version"),
            System.getProperty("project.version"),
            System.getProperty("postgresql.version"));
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** A changelog of these changesets. */
  void changelog(String... changeSets) throws IOException {
    write(
        "changelog.xml",
        """
        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
              http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
        %s
        </databaseChangeLog>
        """
            .formatted(String.join("\n", changeSets)));
  }

  /**
   * By the API, as Liquibase's guide for developers shows it.
   *
   * @param command as {@code rollbackCount}
   * @param arguments as {@code count}, 1
   */
  Result api(String url, String command, Map<String, Object> arguments) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      Scope.child(
          Scope.Attr.resourceAccessor,
          new DirectoryResourceAccessor(folder),
          () -> {
            // The databases of these tests are made anew, and have the same URL again.
            Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
            CommandScope scope =
                new CommandScope(command)
                    .addArgumentValue("url", url)
                    .addArgumentValue("username", Shop.USER)
                    .addArgumentValue(
                        "driverPropertiesFile", folder.resolve("driver.properties").toString());
            arguments.forEach(scope::addArgumentValue);
            scope.setOutput(output).execute();
          });
      return new Result(0, output.toString(StandardCharsets.UTF_8));
    } catch (Exception e) {
      e.printStackTrace(new PrintStream(output, true, StandardCharsets.UTF_8));
      return new Result(1, output.toString(StandardCharsets.UTF_8));
    }
  }

  /** By the command line. */
  Result commandLine(String url, String... arguments) throws IOException, InterruptedException {
    Path home = folder.resolve("liquibase");
    Installation installation = Files.exists(home) ? new Installation(home) : Installation.in(home);
    return installation
        .liquibase(folder)
        .with("--url=" + url, "--username=" + Shop.USER)
        .with(arguments)
        .run();
  }

  /** By the Maven plugin. */
  Result maven(String url, String goal) throws IOException, InterruptedException {
    return Tool.maven(folder)
        .with("-Dliquibase.url=" + url, "org.liquibase:liquibase-maven-plugin:" + goal)
        .run();
  }
}
