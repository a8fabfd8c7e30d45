package io.github.jdbcguard.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfirmationCodeTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

  @Test
  void fitsOneStatementInOnePlaceOnOneDay() {
    ConfirmationCode code = ConfirmationCode.of("production", "t", "app", "DELETE", DAY);

    assertThat(code.text()).matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}");
    assertThat(ConfirmationCode.of("production", "t", "app", "DELETE", DAY)).isEqualTo(code);
    assertThat(
            List.of(
                ConfirmationCode.of("staging", "t", "app", "DELETE", DAY),
                ConfirmationCode.of("production", "u", "app", "DELETE", DAY),
                ConfirmationCode.of("production", "t", "root", "DELETE", DAY),
                ConfirmationCode.of("production", "t", "app", "DELETE ", DAY),
                ConfirmationCode.of("production", "t", "app", "DELETE", DAY.plusDays(1)),
                ConfirmationCode.of("production", "ta", "pp", "DELETE", DAY)))
        .doesNotContain(code)
        .doesNotHaveDuplicates();
  }
}
