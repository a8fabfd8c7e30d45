package io.github.jdbcguard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.testing.Tool.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the session of the example whose module this is, and compares what it prints. */
public class SessionIT {
  private static final Path EXAMPLE = Path.of("").toAbsolutePath();

  @TempDir private Path folder;

  /** For the test engine. */
  public SessionIT() {}

  /** What is printed is what the folder says, but for what is another each time. */
  @Test
  public void printsWhatIsExpected() throws Exception {
    Result result =
        Tool.java(folder, System.getProperty("java.class.path"), Session.class.getName())
            .with(EXAMPLE.toString(), folder.resolve("session").toString())
            .variable("MAVEN", Tool.mavenCommand())
            .run();
    String printed = StableText.of(result.output());
    Path expected = EXAMPLE.resolve("expected.txt");
    if (Boolean.getBoolean("guard.write")) {
      Files.writeString(expected, printed);
    }

    assertThat(printed).isEqualTo(Files.readString(expected).replace("\r\n", "\n"));
    assertThat(result.exit()).isZero();
  }
}
