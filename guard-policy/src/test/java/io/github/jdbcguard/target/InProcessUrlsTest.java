package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows learned from databases that run in this process. */
@NullMarked
class InProcessUrlsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:h2:mem:App                 | mem:App
          jdbc:h2:.                       | mem:
          jdbc:h2:MEM:app                 | -
          jdbc:h2:TCP://h1/~/x            | -
          jdbc:h2:tcp://h1                | -
          jdbc:h2:tcp:///x                | -
          jdbc:h2:tcp:h1/x                | h1:9092/x
          jdbc:h2:ssl://h1:99/mem:x       | h1:99/mem:x
          jdbc:h2:tcp://[::1]:99/x        | ::1:99/x
          jdbc:h2:tcp://h1:0123/x         | -
          jdbc:h2:tcp://h1,/x             | -
          jdbc:h2:file:///abs/x           | /abs/x
          jdbc:h2:/abs/x/                 | -
          jdbc:h2:../x                    | /srv/x
          jdbc:h2:.\\x                    | /srv/app/x
          jdbc:h2:~/x                     | /home/user/x
          jdbc:h2:~x                      | -
          jdbc:h2:~//x                    | -
          jdbc:h2:../..                   | -
          jdbc:h2:./.                     | -
          jdbc:h2:zip:~/db.zip!/test      | -
          jdbc:h2:nio:~/x                 | /home/user/x
          jdbc:h2:nioMapped:./x           | /srv/app/x
          jdbc:h2:async:/abs/x            | /abs/x
          jdbc:h2:NIO:./x                 | -
          jdbc:h2:nio:x                   | -
          jdbc:h2:nio:split:./x           | -
          jdbc:h2:nio:mem:x               | -
          jdbc:h2:split:./x               | -
          jdbc:h2:mem:x;MODE              | -
          jdbc:h2:mem:x; MODE =x          | -
          jdbc:h2:mem:x;;MODE=x           | mem:x
          jdbc:h2:mem:x;INIT=a;INIT=b     | -
          JDBC:h2:mem:x                   | -
          jdbc:sqlite:a.db?x=1            | /srv/app/a.db?x=1
          jdbc:sqlite:a.db?FOREIGN_KEYS=on&x=1 | /srv/app/a.db?x=1
          jdbc:sqlite:a.db?               | /srv/app/a.db
          jdbc:sqlite::memory:?cache=shared | /srv/app/:memory:?cache=shared
          jdbc:sqlite:?foreign_keys=on    | :memory:
          jdbc:sqlite:file:a+b.db#x?y     | /srv/app/a+b.db
          jdbc:sqlite:file:a%6.db         | -
          jdbc:sqlite:file:a%00.db        | -
          jdbc:sqlite:file:a.db?mode=memory | :memory:
          jdbc:sqlite:file:a.db?vfs=x     | -
          jdbc:sqlite:file:a.db?vfs=memdb | -
          jdbc:sqlite:file:a.db?vfs=unix&vfs=memdb | -
          jdbc:sqlite:file:a.db?vfs       | -
          jdbc:sqlite:file:a.db?vfs=unix-none&x=1&y= | /srv/app/a.db
          jdbc:sqlite:file:a.db?vfs=unix  | /srv/app/a.db
          jdbc:sqlite:file:a.db?x=%6d     | -
          jdbc:sqlite:a.db?open_mode=6    | /srv/app/a.db
          jdbc:sqlite:a.db?open_mode=134  | :memory:
          jdbc:sqlite:a.db?OPEN_MODE=129  | :memory:
          jdbc:sqlite:file:a.db?open_mode=131206 | :memory:
          jdbc:sqlite:a.db?open_mode=6&open_mode=134 | -
          jdbc:sqlite:a.db?open_mode=6&open_mode=1 | /srv/app/a.db
          jdbc:sqlite:a.db?open_mode=0x86 | -
          jdbc:sqlite:file:a.db?MODE=memory | -
          jdbc:sqlite:file:a.db?mode=memory&mode=rwc | -
          jdbc:sqlite:file:a.db?mode=memory#x | -
          jdbc:sqlite:a.db?x=1&y=2        | -
          jdbc:sqlite:a.db? x=1           | -
          jdbc:sqlite:file://h1/tmp/a.db  | -
          jdbc:sqlite:file://localhost/tmp/a.db | /tmp/a.db
          jdbc:sqlite:FILE:a.db           | /srv/app/FILE:a.db
          jdbc:sqlite::resource:a.db      | -
          jdbc:hsqldb:mem:App             | mem:app
          jdbc:hsqldb:res:app             | -
          jdbc:hsqldb:file:${x}/app       | -
          jdbc:hsqldb:file:~/app          | /home/user/app
          jdbc:hsqldb:~/app               | /home/user/app
          jdbc:hsqldb:file:~app           | -
          jdbc:hsqldb:file:~//app         | -
          jdbc:hsqldb:file:/tmp/..//app   | /app
          jdbc:duckdb:/srv//x.db          | /srv/x.db
          jdbc:duckdb:~/x.db              | -
          jdbc:duckdb::memory:name        | :memory:name
          jdbc:duckdb::memory:a;threads=1 | :memory:a
          jdbc:duckdb::MEMORY:            | -
          jdbc:derby:memory:app           | memory:app
          jdbc:derby:app;create=true      | /srv/app/app
          jdbc:derby:app;databaseName=b   | -
          jdbc:duckdb:a.db                | /srv/app/a.db
          jdbc:duckdb:md:prod             | -
          jdbc:duckdb:postgres:prod       | -
          jdbc:duckdb:;session_init_sql_file=x | -
          """)
  void knowsWhatRunsInThisProcess(String url, String expected) {
    assertThat(Answers.places(url, "")).isEqualTo(expected);
  }

  @Test
  void asksTheEnvironmentForTheHomeOfDuckdb() {
    Surroundings withHome =
        new Surroundings(
            name -> "/java",
            name -> name.equals("HOME") ? "/env" : "",
            Path.of("/srv/app"),
            file -> false,
            file -> Optional.empty());

    Target target = TargetResolver.resolve("jdbc:duckdb:~/x.db", Map.of(), withHome);

    assertThat(Answers.places(target)).isEqualTo("/env/x.db");
  }
}
