package io.github.jdbcguard.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oracle.jdbc.OracleDriver;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Where Oracle's driver goes; it has no parser to ask, so that it is watched. */
@NullMarked
class OracleDifferentialTest {

  private static final Pattern NAMED =
      Pattern.compile(
          "\\((?:SERVICE_NAME|SID)=([^()]*)\\).*CONNECTION_ID=", Pattern.CASE_INSENSITIVE);

  @Test
  void saysWhereTheDriverGoes() throws IOException {
    try (LoopbackPorts ports = new LoopbackPorts(OracleDifferentialTest::service)) {
      OracleDriver driver = new OracleDriver();
      new Differential(
              pieces -> OracleCases.next(pieces, ports),
              example -> ports.dialledBy(driver, example),
              Answers.surroundings(""))
          .compareOneIn(10);
    }
  }

  private static Optional<String> service(byte[] packet) {
    String text = new String(packet, StandardCharsets.ISO_8859_1);
    Matcher named = NAMED.matcher(text);
    if (named.find()) {
      return Optional.of(named.group(1).trim());
    }
    return text.contains("CONNECTION_ID=") ? Optional.of("") : Optional.empty();
  }
}
