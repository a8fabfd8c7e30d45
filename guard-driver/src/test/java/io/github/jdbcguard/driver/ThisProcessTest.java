package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Container;
import io.github.jdbcguard.policy.ProcessTraits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThisProcessTest {

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          kernel  | file | windows | variable | kernel
          -       | file | windows | variable | file
          ''      | file | windows | variable | file
          -       | -    | windows | variable | windows
          -       | -    | -       | variable | variable
          -       | -    | ''      | variable | variable
          """)
  void findsTheNameOfTheHost(
      String kernel, String file, String computerName, String hostName, String expected)
      throws Exception {
    write("proc/sys/kernel/hostname", kernel);
    write("etc/hostname", file);
    Map<String, String> variables =
        computerName == null
            ? Map.of("HOSTNAME", hostName)
            : Map.of("COMPUTERNAME", computerName, "HOSTNAME", hostName);

    assertThat(process(variables).get().hostName()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"-, NONE", ".dockerenv, DOCKER", "run/.containerenv, PODMAN", ".other, NONE"})
  void findsTheContainer(String file, Container expected) throws Exception {
    write(file, "");

    assertThat(process(Map.of()).get().container()).isEqualTo(expected);
  }

  @Test
  void knowsItsUserItsVariablesAndItsTerminal() {
    ProcessTraits traits = process(Map.of("CI", "true")).get();

    assertThat(traits.user()).isEqualTo(System.getProperty("user.name"));
    assertThat(traits.environmentVariables()).isEqualTo(Map.of("CI", "true"));
    assertThat(traits.terminal()).isTrue();
    assertThat(new ThisProcess(Map.of(), () -> false, root).get().terminal()).isFalse();
  }

  @Test
  void looksOnceAndNotBeforeItIsAsked() {
    AtomicInteger looks = new AtomicInteger();
    ThisProcess process =
        new ThisProcess(Map.of("HOSTNAME", "h"), () -> looks.incrementAndGet() > 0, root);

    assertThat(looks).hasValue(0);
    List.of(process.get(), process.get());

    assertThat(looks).hasValue(1);
  }

  private ThisProcess process(Map<String, String> variables) {
    return new ThisProcess(variables, () -> true, root);
  }

  private void write(String file, String text) throws Exception {
    if (text != null) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text + "\n");
    }
  }
}
