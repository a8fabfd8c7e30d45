package io.github.jdbcguard.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.IssuedCodes.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfirmationCodeTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
  private static final CodeTerms TERMS =
      new CodeTerms("p", "production", "t", "7339", "app", "laptop", DAY);

  @TempDir Path folder;

  static Stream<CodeTerms> otherTerms() {
    return Stream.of(
        new CodeTerms("q", "production", "t", "7339", "app", "laptop", DAY),
        new CodeTerms("p", "staging", "t", "7339", "app", "laptop", DAY),
        new CodeTerms("p", "production", "u", "7339", "app", "laptop", DAY),
        new CodeTerms("p", "production", "t", "", "app", "laptop", DAY),
        new CodeTerms("p", "production", "t", "7339", "root", "laptop", DAY),
        new CodeTerms("p", "production", "t", "7339", "app", "server", DAY),
        new CodeTerms("p", "production", "t", "7339", "app", "laptop", DAY.plusDays(1)),
        new CodeTerms("p", "production", "ta", "7339", "pp", "laptop", DAY));
  }

  @ParameterizedTest
  @MethodSource("otherTerms")
  void isAnotherOneOnOtherTerms(CodeTerms other) {
    ConfirmationCode code = ConfirmationCode.of(TERMS, Set.of("a"));

    assertThat(code.text()).matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}");
    assertThat(ConfirmationCode.of(other, Set.of("a"))).isNotEqualTo(code);
    assertThat(TERMS.differences(other)).isNotEmpty();
    assertThat(TERMS.differences(TERMS)).isEmpty();
  }

  @Test
  void fitsOneSetOfStatementsInWhateverOrder() {
    ConfirmationCode both = ConfirmationCode.of(TERMS, List.of("a", "b"));

    assertThat(ConfirmationCode.of(TERMS, List.of("b", "a", "a"))).isEqualTo(both);
    assertThat(
            List.of(
                ConfirmationCode.of(TERMS, List.of("a")),
                ConfirmationCode.of(TERMS, List.of("ab")),
                ConfirmationCode.of(TERMS, List.of("a", "b", "c"))))
        .doesNotContain(both);
  }

  @Test
  void remembersWhatACodeIsForUnlessItWasChanged() throws Exception {
    IssuedCodes codes = new IssuedCodes(folder.resolve("deep/codes"));
    Issued issued = new Issued(TERMS, Set.of("a", "b"));

    assertThat(codes.find(issued.code().text())).isEmpty();
    assertThat(codes.remember(issued)).isTrue();
    assertThat(codes.find(issued.code().text())).contains(issued);
    Path file = folder.resolve("deep/codes").resolve(issued.code().text());
    Files.writeString(file, Files.readString(file) + "c\n");
    assertThat(codes.find(issued.code().text())).isEmpty();
    Files.writeString(file, "guard-code-1\n=%zz\n=\n=\n=\n=\n=\n=no-day\n");
    assertThat(codes.find(issued.code().text())).isEmpty();
    assertThat(codes.find("../codes")).isEmpty();
  }

  @Test
  void keepsNothingWhereItCannot() throws Exception {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");

    assertThat(new IssuedCodes(notAFolder).remember(new Issued(TERMS, Set.of("a")))).isFalse();
    assertThat(IssuedCodes.none().remember(new Issued(TERMS, Set.of("a")))).isFalse();
    assertThat(IssuedCodes.none().find("ABCD-EFGH")).isEmpty();
  }
}
