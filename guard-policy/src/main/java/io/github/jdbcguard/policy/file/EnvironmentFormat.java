package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.file.Several.Items;
import io.github.jdbcguard.policy.file.Several.Named;
import io.github.jdbcguard.policy.file.Several.OneOrMore;
import io.github.jdbcguard.policy.file.Shape.Text;
import io.github.jdbcguard.policy.file.Shape.Whole;
import io.github.jdbcguard.policy.file.Shape.Word;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.List;

/** What may stand in one environment of a policy file. */
final class EnvironmentFormat {
  private static final Shape NAMED_SERVERS =
      new OneOrMore(
          Text.of(
              "[!-~]([ -~]{0,498}[!-~])?",
              "'%s' is no identity of a server; ask the server: guard pin URL"));

  private EnvironmentFormat() {}

  static Keys keys() {
    return Keys.of(
        Key.required("level", Values.LEVEL_NAME, "level: protected", "how it is protected"),
        Key.required("match", match(), "match: [ { host: … } ]", "what belongs to it: any of"),
        Key.optional("aliases", new OneOrMore(Values.NAME), "further names for an expectation"),
        Key.optional("identity", identity(), "what its servers say of themselves"),
        Key.usually(
            "optional",
            "marker",
            Values.REQUIRED,
            "whether the database has to name its environment"),
        Key.usually(
            "optional",
            "expect",
            Values.REQUIRED,
            "whether it has to be expected to be connected to"),
        Key.optional(
            "read_only",
            Word.of("value", "session", "transaction", "off"),
            "how the server is told to refuse writes where all are denied; else session, unless a pooler stands between"),
        Key.optional("confirm", confirm(), "how changes are confirmed"),
        Key.optional("approve", approve(), "how changes are approved"),
        Key.optional("break_glass", breakGlass(), "who may open it in an emergency"),
        Key.optional("windows", windows(), "when changes may be made"),
        Key.optional("freeze", freezes(), "when no changes may be made"),
        Key.optional("rules", Values.RULES, "verdicts that speak before the level"),
        Key.optional(
            "origins",
            new Named(Values.ORIGIN, Values.RULES, "the rules of an origin"),
            "verdicts that speak before the rules, by where the process runs"));
  }

  private static Shape match() {
    List<String> engines = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      if (engine != Engine.OTHER) {
        engines.add(engine.id());
      }
    }
    Keys entry =
        Keys.of(
                Key.optional("host", Values.PATTERNS, "host name or address"),
                Key.optional("port", new OneOrMore(new Whole(1, 65_535)), "port"),
                Key.optional(
                    "database", Values.PATTERNS, "name of the database, or path of its file"),
                Key.optional(
                    "engine", new OneOrMore(new Word("engine", engines)), "kind of database"),
                Key.optional("cidr", Values.TEXTS, "block of addresses"),
                Key.optional("user", Values.PATTERNS, "database user"),
                Key.optional("url", Values.PATTERNS, "JDBC URL without its parameters"))
            .atLeastOne("an empty entry would match everything; name a host or a database");
    return new Items(
        entry,
        "an entry of match",
        "match is an empty list, so nothing would belong here; add an entry");
  }

  private static Shape identity() {
    return Keys.of(
            Key.optional(
                "postgresql",
                new OneOrMore(
                    Text.of(
                        "[0-9]{1,20}",
                        "'%s' is no system identifier; ask the server: SELECT system_identifier FROM pg_control_system()")),
                "system_identifier of pg_control_system()"),
            Key.optional(
                "mysql",
                new OneOrMore(
                    Text.of(
                        "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
                        "'%s' is no server UUID; ask the server: SELECT @@server_uuid")),
                "@@server_uuid"),
            Key.optional("mariadb", NAMED_SERVERS, "@@hostname:@@port:@@server_id"),
            Key.optional("sqlserver", NAMED_SERVERS, "SERVERPROPERTY('ServerName')"),
            Key.optional("oracle", NAMED_SERVERS, "DB_UNIQUE_NAME/CON_NAME of USERENV"),
            Key.optional("h2", NAMED_SERVERS, "DATABASE_PATH()"),
            Key.optional("sqlite", NAMED_SERVERS, "path of the file"))
        .atLeastOne("%s pins nothing; name an engine");
  }

  private static Shape confirm() {
    return Keys.of(
        Key.optional("phrase", Values.TEXT, "what has to be typed; else the environment's name"),
        Key.usually("optional", "reason", Values.REQUIRED, "whether a reason has to be given"),
        Key.usually("10m", "valid_for", Values.DURATION, "how long a yes holds"),
        Key.usually("2m", "timeout", Values.DURATION, "how long a person may think"),
        Key.usually(
            "statement",
            "scope",
            Word.of("scope", "statement", "transaction", "connection", "session"),
            "what a yes is for"));
  }

  private static Shape approve() {
    return Keys.of(
        Key.optional("people", Values.TEXTS, "who may; else all approvers"),
        Key.usually(1, "required", new Whole(1, 99), "how many have to"),
        Key.usually(false, "self", new Shape.Flag(), "whether who asks may be one of them"),
        Key.usually("8h", "valid_for", Values.DURATION, "how long an approval holds"));
  }

  private static Shape breakGlass() {
    return Keys.of(
        Key.required("people", Values.TEXTS, "people: [oncall]", "who may"),
        Key.usually(
            20, "reason_length", new Whole(1, 10_000), "characters that a reason has at least"),
        Key.usually("1h", "valid_for", Values.DURATION, "how long it stays open"));
  }

  private static Shape windows() {
    Keys window =
        Keys.of(
            Key.optional(
                "days",
                new OneOrMore(Word.of("day", "mon", "tue", "wed", "thu", "fri", "sat", "sun")),
                "on which days it starts; else every day"),
            Key.required("from", Values.START, "from: \"09:00\"", "from then on"),
            Key.required("to", Values.TIME, "to: \"17:00\"", "until before then"),
            Key.usually("UTC", "zone", Values.TEXT, "time zone, as Europe/Berlin"),
            Key.usually(
                List.of("workstation", "ci", "deploy", "agent"),
                "origins",
                Values.BOUND,
                "whom it binds"));
    return new Items(window, "a window", Values.EMPTY);
  }

  private static Shape freezes() {
    Keys freeze =
        Keys.of(
            Key.required("from", Values.DATE_OR_TIME, "from: 2026-12-20", "from then on"),
            Key.required(
                "to", Values.DATE_OR_TIME, "to: 2027-01-02", "the last day, or the moment it ends"),
            Key.usually("UTC", "zone", Values.TEXT, "time zone, as Europe/Berlin"),
            Key.usually(
                List.of("workstation", "ci", "deploy", "agent"),
                "origins",
                Values.BOUND,
                "whom it binds"),
            Key.required(
                "reason", Values.TEXT, "reason: \"…\"", "what to tell whoever is refused"));
    return new Items(freeze, "a freeze", Values.EMPTY);
  }
}
