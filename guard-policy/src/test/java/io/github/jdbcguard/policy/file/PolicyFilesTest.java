package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdbcguard.policy.InvalidPolicyException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {

  @TempDir Path folder;

  @Test
  void findsTheNearestFileUpToTheRepositoryRoot() throws Exception {
    write("guard.yaml", "outside");
    Path root = Files.createDirectories(folder.resolve("repository"));
    Files.createDirectories(root.resolve(".git"));
    Path deep = Files.createDirectories(root.resolve("a/b"));

    assertThat(names(deep)).containsExactly("local");

    write("repository/.guard/guard.yaml", "root");
    assertThat(names(deep)).containsExactly("root");

    write("repository/a/guard.yaml", "near");
    assertThat(names(deep)).containsExactly("near");
    assertThat(names(root)).containsExactly("root");
  }

  @Test
  void addsOrganisationAndUser() throws Exception {
    write("guard.yaml", "team");
    write("organisation.yaml", "organisation");
    write("user.yaml", "user");

    assertThat(names(folder)).containsExactlyInAnyOrder("organisation", "team", "user");
  }

  @Test
  void refusesAFileThatIsNearlyNamedRight() throws Exception {
    write("guard.yml", "team");

    assertThatThrownBy(() -> names(folder))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageEndingWith(
            "guard.yml:1:1: the policy is looked for as guard.yaml; rename the file");
  }

  @Test
  void letsTheFilesOfAllClassLoadersSpeak() throws Exception {
    write("one/META-INF/guard/guard.yaml", "one");
    write("two/META-INF/guard/guard.yaml", "two");
    try (URLClassLoader one = loader("one");
        URLClassLoader two = loader("two")) {
      PolicyFiles files = files("", folder, new LinkedHashSet<>(List.of(one, two, one)));

      assertThat(files.load().policy().names()).containsExactlyInAnyOrder("one", "two");
    }
  }

  @Test
  void seesThatAFileWasWrittenAnewWithTheSameSizeAndTime() throws Exception {
    Path file = folder.resolve("guard.yaml");
    assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("unix"));
    write("guard.yaml", "one");
    PolicyFiles files = files("", folder, Set.of());
    LoadedPolicy loaded = files.load();
    FileTime modified = Files.getLastModifiedTime(file);
    assertThat(files.unchangedSince(loaded)).isTrue();
    Path other = folder.resolve("other");
    do { // until the clock of the file system has gone on
      Files.writeString(other, "");
    } while (changed(other).equals(changed(file)));

    write("guard.yaml", "two");
    Files.setLastModifiedTime(file, modified);

    assertThat(files.unchangedSince(loaded)).isFalse();
  }

  private static Object changed(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ctime");
  }

  private Set<String> names(Path workingDirectory) throws InvalidPolicyException {
    return files("", workingDirectory, Set.of()).load().policy().names();
  }

  private PolicyFiles files(String explicit, Path workingDirectory, Set<ClassLoader> classPath) {
    return new PolicyFiles(
        explicit,
        workingDirectory,
        folder.resolve("organisation.yaml"),
        folder.resolve("user.yaml"),
        classPath);
  }

  private URLClassLoader loader(String name) throws IOException {
    return new URLClassLoader(new URL[] {folder.resolve(name).toUri().toURL()}, null);
  }

  private void write(String file, String environment) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(
        path,
        "guard: 1\nenvironments: { %s: { level: open, match: [ { host: x } ] } }\n"
            .formatted(environment));
  }
}
