package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.cli.SqlTexts.Form;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqlTextsTest {
  private static final String MARK = "\ufeff";

  @Test
  void knowsJsonLinesByTheFirstThatIsNotBlank() throws Exception {
    assertThat(texts(MARK + "\n  {\"sql\":\"a\"}\n\"b\"\n", SqlTexts.LINES))
        .containsExactly("", "a", "b");
    assertThat(texts(MARK + "\"a\"\n", SqlTexts.LINES)).containsExactly("a");
    assertThat(texts("a\n\"b\"\n", SqlTexts.LINES)).containsExactly("a", "\"b\"");
  }

  @Test
  void leavesOutAnyNumberOfBlankJsonLines() throws Exception {
    String blank = "\n".repeat(100_000);

    assertThat(texts("\"a\"" + blank + "\"b\"" + blank, SqlTexts.LINES)).containsExactly("a", "b");
  }

  @Test
  void takesLinesAsWindowsEndsThem() throws Exception {
    assertThat(texts("a\r\nb\r\n", SqlTexts.LINES)).containsExactly("a", "b");
    assertThat(texts("a\r\n;;\r\nb\r\n", "\n;;\n")).containsExactly("a", "b\n");
    assertThat(texts("a\r\n\0b", "\0")).containsExactly("a\r\n", "b");
  }

  private static List<String> texts(String input, String separator) throws Exception {
    SqlTexts texts =
        new SqlTexts(
            "test",
            new StringReader(input),
            separator,
            separator.equals(SqlTexts.LINES) ? Form.AS_IT_LOOKS : Form.TEXT);
    List<String> found = new ArrayList<>();
    for (Optional<String> text = texts.next(); text.isPresent(); text = texts.next()) {
      found.add(text.get());
    }
    return found;
  }
}
