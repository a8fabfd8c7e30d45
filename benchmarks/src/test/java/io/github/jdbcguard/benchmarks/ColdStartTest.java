package io.github.jdbcguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a process loads that opens one guarded connection and sends a SELECT and an UPDATE. */
class ColdStartTest {
  private static final String PARSER = "net.sf.jsqlparser.";
  private static final String YAML = "org.snakeyaml.";

  static List<ColdStart.Subject> subjects() {
    return ColdStart.subjects(Database.STUB, SmallPolicy.file("open")).toList();
  }

  /** A wrapper with too few jars does not start, and one with too many has theirs to read. */
  @ParameterizedTest
  @MethodSource("subjects")
  void startsWithItsOwnJars(ColdStart.Subject subject) throws Exception {
    assertThat(ColdStart.loadedClasses(subject)).contains(FirstSteps.class.getName());
  }

  @Test
  void loadsNothingHeavyForStatementsThatPass() throws Exception {
    List<String> classes = loadedClasses(Wrapper.GUARD);

    assertThat(classes).contains("io.github.jdbcguard.driver.GuardedConnection");
    assertThat(from(PARSER, classes)).isEmpty();
    assertThat(from(YAML, classes)).isEmpty();
  }

  @Test
  void readsAPolicyWithoutTheParser() throws Exception {
    List<String> classes = loadedClasses(Wrapper.GUARD_POLICY);

    assertThat(from(YAML, classes)).isNotEmpty();
    assertThat(from(PARSER, classes)).isEmpty();
  }

  private static List<String> from(String library, List<String> classes) {
    return classes.stream().filter(name -> name.startsWith(library)).toList();
  }

  private static List<String> loadedClasses(Wrapper wrapper) throws Exception {
    ColdStart.Subject subject =
        subjects().stream().filter(s -> s.name().equals(wrapper.name())).findFirst().orElseThrow();
    return ColdStart.loadedClasses(subject);
  }
}
