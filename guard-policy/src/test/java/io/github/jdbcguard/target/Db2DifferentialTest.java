package io.github.jdbcguard.target;

import com.ibm.db2.jcc.DB2Driver;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Where IBM's driver goes; it has no parser to ask, so that it is watched. */
@NullMarked
class Db2DifferentialTest {

  private static final Charset EBCDIC = Charset.forName("Cp037");

  /** The code point of the database's name in a DRDA message. */
  private static final int RDBNAM = 0x2110;

  @Test
  void saysWhereTheDriverGoes() throws IOException {
    try (LoopbackPorts ports = new LoopbackPorts(Db2DifferentialTest::database)) {
      DB2Driver driver = new DB2Driver();
      new Differential(
              pieces -> example(pieces, ports),
              example -> ports.dialledBy(driver, example),
              Answers.surroundings(""))
          .compareOneIn(20);
    }
  }

  private static Differential.Case example(Pieces pieces, LoopbackPorts ports) {
    StringBuilder url =
        new StringBuilder(
            pieces.mostly("jdbc:db2://", "jdbc:ibmdb://", "jdbc:DB2://", "jdbc:db2:///"));
    url.append(host(pieces))
        .append(':')
        .append(ports.port(pieces))
        .append('/')
        .append(name(pieces));
    List<String> tail = new ArrayList<>();
    for (String key : pieces.some(3, () -> key(pieces))) {
      tail.add(key + pieces.mostly("=", " = ") + value(key, pieces, ports) + ";");
    }
    if (pieces.chance(20)) {
      tail.add("clientRerouteAlternateServerName=127.0.0.1" + pieces.mostly(";", ",127.1;"));
      tail.add("clientRerouteAlternatePortNumber=" + ports.port(pieces) + ";");
      tail.add("maxRetriesForClientReroute=1;retryIntervalForClientReroute=0;");
    }
    if (!tail.isEmpty()) {
      url.append(':').append(String.join("", tail));
    }
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(2, () -> key(pieces))) {
      properties.put(key, value(key, pieces, ports));
    }
    return new Differential.Case(url.toString(), properties);
  }

  private static String key(Pieces pieces) {
    return pieces.key(pieces.oneOf("serverName", "portNumber", "databaseName", "fetchSize"));
  }

  private static String value(String key, Pieces pieces, LoopbackPorts ports) {
    return switch (key) {
      case "serverName" -> host(pieces);
      case "portNumber" -> ports.port(pieces);
      case "databaseName" -> name(pieces);
      default -> "7";
    };
  }

  private static String host(Pieces pieces) {
    return pieces.oneOf("127.0.0.1", "127.0.0.1", "127.1", "2130706433");
  }

  private static String name(Pieces pieces) {
    return pieces.mostly(pieces.oneOf("APP", "app", "PROD"), "A/B", "A?x", "A,B", "A#B");
  }

  private static Optional<String> database(byte[] packet) {
    for (int i = 2; i + 1 < packet.length; i++) {
      int length = number(packet, i - 2);
      if (number(packet, i) == RDBNAM && length > 4 && i - 2 + length <= packet.length) {
        return Optional.of(new String(packet, i + 2, length - 4, EBCDIC).trim());
      }
    }
    return Optional.empty();
  }

  private static int number(byte[] packet, int at) {
    return ((packet[at] & 0xff) << 8) | (packet[at + 1] & 0xff);
  }
}
