package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdbcguard.confirm.Claims;
import io.github.jdbcguard.confirm.Request;
import io.github.jdbcguard.confirm.Request.Item;
import io.github.jdbcguard.sql.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFileTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;

  private static Request request(String environment, Instant created, Item... items) {
    return new Request(
        new Claims(environment, "postgresql db:5432/shop", "7339", "shop", "app"),
        "jdbc:postgresql://db/shop",
        "sam",
        "SHOP-12",
        1,
        Optional.empty(),
        created,
        List.of(items));
  }

  @Test
  void addsStatementsToTheRequestThatIsThere() throws Exception {
    Path file = folder.resolve("request.json");
    Item drop = Item.statement("DROP TABLE \"a\"");
    Item file7 = Item.file("V7.sql", "TRUNCATE b;\nDROP TABLE c;\n");

    RequestFile.write(file, request("production", NOW, drop));
    RequestFile.write(file, request("production", NOW.plusSeconds(5), drop, file7));

    Request both = request("production", NOW.plusSeconds(5), drop, file7);
    assertThat(Files.readString(file))
        .isEqualTo(RequestFile.text(both))
        .isEqualTo(
            """
            {"guard_request":1,
            "environment":"production",
            "target":"postgresql db:5432/shop",
            "identity":"7339",
            "database":"shop",
            "user":"app",
            "url":"jdbc:postgresql://db/shop",
            "requester":"sam",
            "reason":"SHOP-12",
            "uses":1,
            "created":"2026-11-23T12:00:05Z",
            "statements":[
            {"sql":"DROP TABLE \\"a\\""},
            {"migration":"V7.sql","sha256":"%s","sql":"TRUNCATE b;\\nDROP TABLE c;\\n"}
            ]}
            """
                .formatted(file7.sha256()));
    assertThat(both.statements(Dialect.POSTGRESQL))
        .containsExactly("DROP TABLE \"a\"", "TRUNCATE b", "DROP TABLE c");
  }

  @Test
  void leavesOtherFilesAlone() throws Exception {
    Path file = folder.resolve("request.json");
    RequestFile.write(file, request("production", NOW, Item.statement("DROP TABLE a")));
    String before = Files.readString(file);
    Request other = request("staging", NOW, Item.statement("DROP TABLE a"));

    assertThatThrownBy(() -> RequestFile.write(file, other))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file + " holds another request, or something else; name another file, or remove it");
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void isForItsOwnerAlone() throws Exception {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path file = folder.resolve("new").resolve("request.json");

    RequestFile.write(file, request("production", NOW, Item.statement("DROP TABLE a")));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isKnownByAllThatItSays() {
    Item drop = Item.statement("DROP TABLE a");
    Request request = request("production", NOW, drop);
    String id = request.id(Dialect.POSTGRESQL);

    assertThat(id).matches("[0-9a-f]{64}");
    assertThat(request("production", NOW, Item.statement("DROP TABLE a;\n")).id(Dialect.POSTGRESQL))
        .isEqualTo(id);
    assertThat(
            List.of(
                request("staging", NOW, drop).id(Dialect.POSTGRESQL),
                request("production", NOW.plusSeconds(1), drop).id(Dialect.POSTGRESQL),
                request("production", NOW, Item.file("V1.sql", "DROP TABLE a"))
                    .id(Dialect.POSTGRESQL),
                request("production", NOW, drop, Item.statement("DROP TABLE b"))
                    .id(Dialect.POSTGRESQL)))
        .doesNotHaveDuplicates()
        .doesNotContain(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://db/shop?user=app&password=CANARY | jdbc:postgresql://db/shop
          jdbc:guard:@staging:postgresql://db/shop?ssl=true | jdbc:postgresql://db/shop
          jdbc:mysql://app:CANARY@db:3306/shop | jdbc:mysql://db:3306/shop
          jdbc:mysql://app:CAN@ARY@db/shop | jdbc:mysql://db/shop
          jdbc:oracle:thin:scott/CANARY@//db:1521/shop | jdbc:oracle:thin:@//db:1521/shop
          jdbc:oracle:thin:scott/CANARY@db:1521:shop | jdbc:oracle:thin:@db:1521:shop
          jdbc:sqlserver://db:1433;databaseName=shop;user=app;password=CANARY | jdbc:sqlserver://db:1433;databaseName=shop
          jdbc:h2:mem:shop;INIT=CREATE USER x PASSWORD 'CANARY' | jdbc:h2:mem:shop
          """)
  void writesNoSecretOfAUrl(String url, String bare) throws Exception {
    assertThat(BareUrl.of(url)).isEqualTo(bare);
  }
}
