package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.Messages;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.policy.file.Several.Items;
import io.github.jdbcguard.policy.file.Several.KeysOr;
import io.github.jdbcguard.policy.file.Several.Named;
import io.github.jdbcguard.policy.file.Several.OneOrMore;
import io.github.jdbcguard.policy.file.Shape.Text;
import io.github.jdbcguard.policy.file.Shape.Whole;
import io.github.jdbcguard.policy.file.Shape.Word;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The whole format of a policy file: each key, where it may stand and what it may hold. */
final class PolicyFormat {
  static final int VERSION = 1;
  private static final String EMPTY = "%s is an empty list; add an entry, or remove the key";

  private static final Shape TEXT = Text.ANYTHING;
  private static final Shape TEXTS = new OneOrMore(TEXT);
  private static final Shape NAME = name("an environment");
  private static final Shape LEVEL_NAME = name("a level");
  static final Shape DURATION =
      Text.of("[1-9][0-9]{0,5}[smhd]", "'%s' is no duration; write 30s, 10m, 8h or 2d");
  static final Shape DATE =
      Text.of("[0-9]{4}-[0-9]{2}-[0-9]{2}", "'%s' is no date; write it as 2026-12-31");
  static final Shape DATE_OR_TIME =
      Text.of(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?",
          "'%s' is no date and no date with a time; write 2026-12-31 or 2026-12-31T18:00");
  static final Shape TIME =
      Text.of(
          "([01][0-9]|2[0-3]):[0-5][0-9]|24:00",
          "'%s' is no time of day; write it as \"09:00\", from \"00:00\" to \"24:00\"");
  private static final Shape START =
      Text.of(
          "([01][0-9]|2[0-3]):[0-5][0-9]",
          "'%s' is no time of day to start at; write it as \"09:00\", from \"00:00\" to \"23:59\"");
  private static final Shape MOMENT =
      Text.of(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[-+][0-9]{2}:[0-9]{2})",
          "'%s' is no moment; write it with its offset, as 2026-12-24T12:00:00+01:00");
  private static final Shape SHA256 =
      Text.of(
          "[0-9a-fA-F]{64}", "'%s' is no SHA-256 in hexadecimal; write its 64 digits in quotes");
  private static final Shape LINK =
      Text.of("https?://[!-~]+", "'%s' is no link; write https://…, without blanks and umlauts");

  private static final Shape PATTERN =
      new KeysOr(
          Keys.of(
              Key.required(
                  "regex",
                  TEXT,
                  "regex: \"db-[0-9]+\"",
                  "a regular expression for the whole text")),
          TEXT);
  private static final Shape PATTERNS = new OneOrMore(PATTERN);

  private static final Shape VERDICT =
      new Word("verdict", Arrays.stream(Verdict.values()).map(Verdict::id).toList());
  private static final Word OPERATION = new Word("operation", operations());
  private static final Shape RULES = new Named(OPERATION, VERDICT, "the verdict on '%s'");
  private static final Word ORIGIN =
      new Word("origin", Arrays.stream(Origin.values()).map(Origin::id).toList());
  private static final Shape BOUND = new OneOrMore(ORIGIN);
  private static final Word REQUIRED = Word.of("value", "optional", "required");

  /** A policy file. */
  static final Keys POLICY =
      Keys.of(
              Key.required(
                  "guard", new Whole(VERSION, VERSION), "guard: 1", "the format of this file: 1"),
              Key.optional("include", includes(), "other files that belong to this one"),
              Key.optional("defaults", defaults(), "what holds where no environment says it"),
              Key.optional("levels", levels(), "levels of your own"),
              Key.optional("origins", origins(), "which machines and users are of which origin"),
              Key.optional(
                  "environments",
                  new Named(NAME, environment(), "the environment '%s'"),
                  "which databases there are, and how each is protected"),
              Key.optional("exceptions", exceptions(), "single statements with a milder rule"),
              Key.optional("messages", messages(), "what to tell whoever is refused"),
              Key.optional("approvers", approvers(), "who may approve"),
              Key.optional("tests", tests(), "what this policy has to say; run by guard test"))
          .oneOf(
              "%s needs the key 'environments', as in 'environments: { … }'",
              "environments", "include", "defaults", "levels", "origins", "approvers");

  /** What stands at many places, by the names that the schema has for it. */
  static final Map<String, Shape> REPEATED = repeated();

  private PolicyFormat() {}

  private static Map<String, Shape> repeated() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("text", TEXT);
    shapes.put("texts", TEXTS);
    shapes.put("pattern", PATTERN);
    shapes.put("patterns", PATTERNS);
    shapes.put("name", NAME);
    shapes.put("duration", DURATION);
    shapes.put("sha256", SHA256);
    shapes.put("operation", OPERATION);
    shapes.put("verdict", VERDICT);
    shapes.put("rules", RULES);
    shapes.put("origin", ORIGIN);
    return shapes;
  }

  private static Shape name(String what) {
    return Text.of(
        "[A-Za-z][A-Za-z0-9_.-]{0,63}",
        "'%s' is no name for "
            + what
            + ": use letters, digits, '-', '_' and '.', starting with a letter");
  }

  /** What rules may speak of; {@code retarget} is judged by where it leads. */
  private static List<String> operations() {
    TreeSet<String> names = new TreeSet<>();
    for (Operation operation : Operation.values()) {
      if (operation != Operation.RETARGET) {
        names.add(operation.id());
        names.add(operation.group().id());
      }
    }
    return List.copyOf(names);
  }

  private static Shape includes() {
    Keys entry =
        Keys.of(
                Key.optional("file", TEXT, "a path, from the folder of this file"),
                Key.optional(
                    "classpath",
                    Text.of(
                        "[A-Za-z0-9_$.-]+(/[A-Za-z0-9_$.-]+)*",
                        "'%s' is no name on the class path; write it as com/acme/guard/base.yaml"),
                    "a resource on the class path"),
                Key.optional("sha256", SHA256, "the SHA-256 of the file, in hexadecimal"))
            .exactlyOne(
                "%s needs either 'file' or 'classpath', which says what to include",
                "file", "classpath");
    return new Items(entry, "an entry of include", EMPTY);
  }

  private static Shape defaults() {
    return Keys.of(
            Key.usually(
                "read-only",
                "undeclared",
                Word.of("value", "read-only", "refuse"),
                "targets that no environment declares: reads only, or not even opened"),
            Key.usually(
                "built-in",
                "missing_policy",
                Word.of("value", "built-in", "refuse"),
                "where there is no team file: the built-in defaults, or nothing is opened"),
            Key.usually(
                "refuse",
                "audit_failure",
                Word.of("value", "refuse", "warn"),
                "a protected write that cannot be recorded: refused, or sent with a warning"))
        .atLeastOne("%s says nothing; name a key, or remove it");
  }

  private static Shape levels() {
    Keys level =
        Keys.of(
            Key.required(
                "extends",
                new Word("level", Arrays.stream(Level.values()).map(Level::id).toList()),
                "extends: guarded",
                "the built-in level that it starts from"),
            Key.required(
                "rules", RULES, "rules: { write: confirm }", "verdicts that differ from it"));
    return new Named(LEVEL_NAME, level, "the level '%s'");
  }

  private static Shape origins() {
    Keys evidence =
        Keys.of(
                Key.optional("host", PATTERNS, "name of the machine"),
                Key.optional("user", PATTERNS, "user of the operating system"))
            .atLeastOne("%s fits nothing; name a host or a user");
    return new Named(ORIGIN, evidence, "the origin '%s'");
  }

  private static Keys environment() {
    return Keys.of(
        Key.required("level", LEVEL_NAME, "level: protected", "how it is protected"),
        Key.required("match", match(), "match: [ { host: … } ]", "what belongs to it: any of"),
        Key.optional("aliases", new OneOrMore(NAME), "further names for an expectation"),
        Key.optional("identity", identity(), "what its servers say of themselves"),
        Key.usually(
            "optional", "marker", REQUIRED, "whether the database has to name its environment"),
        Key.usually(
            "optional", "expect", REQUIRED, "whether it has to be expected to be connected to"),
        Key.optional("confirm", confirm(), "how changes are confirmed"),
        Key.optional("approve", approve(), "how changes are approved"),
        Key.optional("break_glass", breakGlass(), "who may open it in an emergency"),
        Key.optional("windows", windows(), "when changes may be made"),
        Key.optional("freeze", freezes(), "when no changes may be made"),
        Key.optional("rules", RULES, "verdicts that speak before the level"),
        Key.optional(
            "origins",
            new Named(ORIGIN, RULES, "the rules of an origin"),
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
                Key.optional("host", PATTERNS, "host name or address"),
                Key.optional("port", new OneOrMore(new Whole(1, 65_535)), "port"),
                Key.optional("database", PATTERNS, "name of the database, or path of its file"),
                Key.optional(
                    "engine", new OneOrMore(new Word("engine", engines)), "kind of database"),
                Key.optional("cidr", TEXTS, "block of addresses"),
                Key.optional("user", PATTERNS, "database user"),
                Key.optional("url", PATTERNS, "JDBC URL without its parameters"))
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
                "@@server_uuid"))
        .atLeastOne("%s pins nothing; name an engine");
  }

  private static Shape confirm() {
    return Keys.of(
        Key.optional("phrase", TEXT, "what has to be typed; else the environment's name"),
        Key.usually("optional", "reason", REQUIRED, "whether a reason has to be given"),
        Key.usually("10m", "valid_for", DURATION, "how long a yes holds"),
        Key.usually(
            "statement",
            "scope",
            Word.of("scope", "statement", "connection", "session"),
            "what a yes is for"));
  }

  private static Shape approve() {
    return Keys.of(
        Key.optional("people", TEXTS, "who may; else all approvers"),
        Key.usually(1, "required", new Whole(1, 99), "how many have to"),
        Key.usually(false, "self", new Shape.Flag(), "whether who asks may be one of them"),
        Key.usually("8h", "valid_for", DURATION, "how long an approval holds"));
  }

  private static Shape breakGlass() {
    return Keys.of(
        Key.required("people", TEXTS, "people: [oncall]", "who may"),
        Key.usually(
            20, "reason_length", new Whole(1, 10_000), "characters that a reason has at least"),
        Key.usually("1h", "valid_for", DURATION, "how long it stays open"));
  }

  private static Shape windows() {
    Keys window =
        Keys.of(
            Key.optional(
                "days",
                new OneOrMore(Word.of("day", "mon", "tue", "wed", "thu", "fri", "sat", "sun")),
                "on which days it starts; else every day"),
            Key.required("from", START, "from: \"09:00\"", "from then on"),
            Key.required("to", TIME, "to: \"17:00\"", "until before then"),
            Key.usually("UTC", "zone", TEXT, "time zone, as Europe/Berlin"),
            Key.usually(
                List.of("workstation", "ci", "deploy", "agent"),
                "origins",
                BOUND,
                "whom it binds"));
    return new Items(window, "a window", EMPTY);
  }

  private static Shape freezes() {
    Keys freeze =
        Keys.of(
            Key.required("from", DATE_OR_TIME, "from: 2026-12-20", "from then on"),
            Key.required(
                "to", DATE_OR_TIME, "to: 2027-01-02", "the last day, or the moment it ends"),
            Key.usually("UTC", "zone", TEXT, "time zone, as Europe/Berlin"),
            Key.usually(
                List.of("workstation", "ci", "deploy", "agent"), "origins", BOUND, "whom it binds"),
            Key.required("reason", TEXT, "reason: \"…\"", "what to tell whoever is refused"));
    return new Items(freeze, "a freeze", EMPTY);
  }

  private static Shape exceptions() {
    Keys migration =
        Keys.of(
            Key.required("file", TEXT, "file: db/V42__clean.sql", "a path, from this folder"),
            Key.optional("sha256", SHA256, "the SHA-256 of the file, in hexadecimal"));
    Keys exception =
        Keys.of(
                Key.required("environment", NAME, "environment: production", "where it holds"),
                Key.required("rule", OPERATION, "rule: delete-all", "operation or group"),
                Key.optional("statement", TEXT, "the statement that it is for"),
                Key.optional("migration", migration, "the script that it is for"),
                Key.usually("allow", "verdict", VERDICT, "what holds instead"),
                Key.required("reason", TEXT, "reason: \"ticket 4711\"", "why it is there"),
                Key.required("expires", DATE, "expires: 2026-12-31", "the last day it holds"))
            .exactlyOne(
                "%s needs either 'statement' or 'migration', which says what it is for",
                "statement", "migration");
    return new Items(exception, "an exception", EMPTY);
  }

  private static Shape messages() {
    List<String> names = new ArrayList<>(operations());
    names.addAll(Messages.OTHERS);
    Keys message =
        Keys.of(
            Key.required("text", TEXT, "text: \"…\"", "one sentence"),
            Key.optional("link", LINK, "where to read on"));
    return new Named(new Word("rule", names), message, "the message for '%s'");
  }

  private static Shape approvers() {
    Keys approver =
        Keys.of(
            Key.required("id", TEXT, "{ id: dba, key: \"ssh-ed25519 AAAA…\" }", "their name"),
            Key.required(
                "key", TEXT, "{ id: dba, key: \"ssh-ed25519 AAAA…\" }", "their public key"));
    return new Items(approver, "an approver", EMPTY);
  }

  private static Shape tests() {
    List<String> verdicts = Arrays.stream(Verdict.values()).map(Verdict::id).toList();
    Keys expect =
        Keys.of(
                Key.optional("environment", NAME, "its name, or undeclared"),
                Key.optional("verdict", new Word("verdict", verdicts), "what is decided"),
                Key.optional("rule", TEXT, "the rule that decides, or how it begins"))
            .atLeastOne("%s expects nothing; name an environment or a verdict");
    Keys test =
        Keys.of(
            Key.required("name", TEXT, "name: \"laptops only read\"", "what it shows"),
            Key.required("url", TEXT, "url: jdbc:postgresql://db/shop", "where to"),
            Key.optional(
                "properties", new Named(TEXT, TEXT, "the property '%s'"), "of the connection"),
            Key.optional("sql", TEXT, "what is run there"),
            Key.usually("workstation", "origin", new OneOrMore(ORIGIN), "where from"),
            Key.optional("at", MOMENT, "when; else now"),
            Key.optional(
                "addresses",
                new Named(TEXT, TEXTS, "the addresses of '%s'"),
                "what host names resolve to"),
            Key.required("expect", expect, "expect: { verdict: deny }", "what has to come of it"));
    return new Items(test, "a test", EMPTY);
  }
}
