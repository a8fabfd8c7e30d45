package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.Messages;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.policy.file.Several.Items;
import io.github.jdbcguard.policy.file.Several.Named;
import io.github.jdbcguard.policy.file.Several.OneOrMore;
import io.github.jdbcguard.policy.file.Shape.Text;
import io.github.jdbcguard.policy.file.Shape.Whole;
import io.github.jdbcguard.policy.file.Shape.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The whole format of a policy file: each key, where it may stand and what it may hold. */
final class PolicyFormat {
  static final int VERSION = 1;

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
                  new Named(Values.NAME, EnvironmentFormat.keys(), "the environment '%s'"),
                  "which databases there are, and how each is protected"),
              Key.optional("exceptions", exceptions(), "single statements with a milder rule"),
              Key.optional("messages", messages(), "what to tell whoever is refused"),
              Key.optional("approvers", approvers(), "who may approve"),
              Key.optional("audit", audit(), "how the record is kept of what was decided"),
              Key.optional(
                  "ledger",
                  Values.TEXT,
                  "where the uses of approvals are kept: a path or a JDBC URL"),
              Key.optional("tests", tests(), "what this policy has to say; run by guard test"))
          .oneOf(
              "%s needs the key 'environments', as in 'environments: { … }'",
              "environments",
              "include",
              "defaults",
              "levels",
              "origins",
              "approvers",
              "audit",
              "ledger");

  private PolicyFormat() {}

  private static Shape includes() {
    Keys entry =
        Keys.of(
                Key.optional("file", Values.TEXT, "a path, from the folder of this file"),
                Key.optional(
                    "classpath",
                    Text.of(
                        "[A-Za-z0-9_$.-]+(/[A-Za-z0-9_$.-]+)*",
                        "'%s' is no name on the class path; write it as com/acme/guard/base.yaml"),
                    "a resource on the class path"),
                Key.optional("sha256", Values.SHA256, "the SHA-256 of the file, in hexadecimal"))
            .exactlyOne(
                "%s needs either 'file' or 'classpath', which says what to include",
                "file", "classpath");
    return new Items(entry, "an entry of include", Values.EMPTY);
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
                "rules",
                Values.RULES,
                "rules: { write: confirm }",
                "verdicts that differ from it"));
    return new Named(Values.LEVEL_NAME, level, "the level '%s'");
  }

  private static Shape origins() {
    Keys evidence =
        Keys.of(
                Key.optional("host", Values.PATTERNS, "name of the machine"),
                Key.optional("user", Values.PATTERNS, "user of the operating system"))
            .atLeastOne("%s fits nothing; name a host or a user");
    return new Named(Values.ORIGIN, evidence, "the origin '%s'");
  }

  private static Shape exceptions() {
    Keys migration =
        Keys.of(
            Key.required(
                "file", Values.TEXT, "file: db/V42__clean.sql", "a path, from this folder"),
            Key.optional("sha256", Values.SHA256, "the SHA-256 of the file, in hexadecimal"));
    Keys exception =
        Keys.of(
                Key.required(
                    "environment", Values.NAME, "environment: production", "where it holds"),
                Key.required("rule", Values.OPERATION, "rule: delete-all", "operation or group"),
                Key.optional("statement", Values.TEXT, "the statement that it is for"),
                Key.optional("migration", migration, "the script that it is for"),
                Key.usually("allow", "verdict", Values.VERDICT, "what holds instead"),
                Key.required("reason", Values.TEXT, "reason: \"ticket 4711\"", "why it is there"),
                Key.required(
                    "expires", Values.DATE, "expires: 2026-12-31", "the last day it holds"))
            .exactlyOne(
                "%s needs either 'statement' or 'migration', which says what it is for",
                "statement", "migration");
    return new Items(exception, "an exception", Values.EMPTY);
  }

  private static Shape messages() {
    List<String> names = new ArrayList<>(Values.operations());
    names.addAll(Messages.OTHERS);
    Keys message =
        Keys.of(
            Key.required("text", Values.TEXT, "text: \"…\"", "one sentence"),
            Key.optional("link", Values.LINK, "where to read on"));
    return new Named(new Word("rule", names), message, "the message for '%s'");
  }

  private static Shape approvers() {
    Keys approver =
        Keys.of(
            Key.required(
                "id", Values.TEXT, "{ id: dba, key: \"ssh-ed25519 AAAA…\" }", "their name"),
            Key.required(
                "key", Values.TEXT, "{ id: dba, key: \"ssh-ed25519 AAAA…\" }", "their public key"),
            Key.optional("user", Values.TEXTS, "who they are to the operating system"));
    return new Items(approver, "an approver", Values.EMPTY);
  }

  private static Shape audit() {
    return Keys.of(
            Key.usually(
                "consent",
                "sync",
                Word.of("value", "consent", "always", "never"),
                "what has to be on the disk before it is sent"),
            Key.usually("64MB", "rotate", Values.SIZE, "how large a file gets"),
            Key.optional("retention", Values.DURATION, "how long files are kept; else for good"))
        .atLeastOne("%s says nothing; name a key, or remove it");
  }

  private static Shape tests() {
    List<String> verdicts = Arrays.stream(Verdict.values()).map(Verdict::id).toList();
    Keys expect =
        Keys.of(
                Key.optional("environment", Values.NAME, "its name, or undeclared"),
                Key.optional("verdict", new Word("verdict", verdicts), "what is decided"),
                Key.optional("rule", Values.TEXT, "the rule that decides, or how it begins"))
            .atLeastOne("%s expects nothing; name an environment or a verdict");
    Keys test =
        Keys.of(
            Key.required("name", Values.TEXT, "name: \"laptops only read\"", "what it shows"),
            Key.required("url", Values.TEXT, "url: jdbc:postgresql://db/shop", "where to"),
            Key.optional(
                "properties",
                new Named(Values.TEXT, Values.TEXT, "the property '%s'"),
                "of the connection"),
            Key.optional("sql", Values.TEXT, "what is run there"),
            Key.usually("workstation", "origin", new OneOrMore(Values.ORIGIN), "where from"),
            Key.optional("at", Values.MOMENT, "when; else now"),
            Key.optional(
                "addresses",
                new Named(Values.TEXT, Values.TEXTS, "the addresses of '%s'"),
                "what host names resolve to"),
            Key.required("expect", expect, "expect: { verdict: deny }", "what has to come of it"));
    return new Items(test, "a test", Values.EMPTY);
  }
}
