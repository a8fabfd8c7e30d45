package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.ExceptionEntry;
import io.github.jdbcguard.policy.Verdict;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads exceptions. */
final class ExceptionReader {
  private final Pin pin;
  private final Faults faults;

  ExceptionReader(Pin pin, Faults faults) {
    this.pin = pin;
    this.faults = faults;
  }

  List<ExceptionEntry> read(List<YamlFields> all) {
    List<ExceptionEntry> entries = new ArrayList<>();
    all.forEach(fields -> entry(fields).ifPresent(entries::add));
    return entries;
  }

  private Optional<ExceptionEntry> entry(YamlFields fields) {
    Optional<LocalDate> expires = expires(fields);
    String statement = fields.text("statement");
    String migration = statement.isEmpty() ? migration(fields) : "";
    if (expires.isEmpty() || statement.isEmpty() == migration.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExceptionEntry(
            fields.place(),
            fields.text("rule"),
            statement,
            migration,
            Verdict.parse(fields.text("verdict")).orElse(Verdict.ALLOW),
            fields.text("reason"),
            expires.get()));
  }

  private String migration(YamlFields fields) {
    YamlFields migration = fields.fields("migration");
    if (migration.text("file").isEmpty()) {
      return "";
    }
    Optional<String> text = pin.read(migration);
    if (text.isPresent() && text.get().isBlank()) {
      faults.add(
          migration.place(),
          "'%s' is empty, so this is an exception for nothing; name another file, or remove the exception"
              .formatted(migration.text("file")));
    }
    return text.filter(script -> !script.isBlank()).orElse("");
  }

  private Optional<LocalDate> expires(YamlFields fields) {
    Optional<YamlNode.Scalar> text = fields.scalar("expires");
    if (text.isEmpty() || !text.get().value().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.get().value()));
    } catch (DateTimeException e) {
      faults.add(text.get().place(), DateText.problem(text.get().value()));
      return Optional.empty();
    }
  }
}
