package io.github.jdbcguard.sql;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.jsqlparser.schema.Table;
import org.jspecify.annotations.Nullable;

/** What was found so far in one text. */
final class ClerkFindings {
  private static final int MAX_TABLES = 20;

  private final Set<Operation> operations = EnumSet.noneOf(Operation.class);
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> read = new LinkedHashSet<>();

  ClerkFindings operation(Operation operation) {
    operations.add(operation);
    return this;
  }

  /** An operation, and the table that it changes, where the statement names one. */
  ClerkFindings change(Operation operation, @Nullable Table table) {
    return operation(operation).changes(table);
  }

  ClerkFindings change(Operation operation, @Nullable Collection<Table> tables) {
    if (tables != null) {
      tables.forEach(this::changes);
    }
    return operation(operation);
  }

  ClerkFindings changes(@Nullable Table table) {
    if (table != null && table.getName() != null) {
      changed.add(plain(table.getFullyQualifiedName()));
    }
    return this;
  }

  void read(String qualifiedName) {
    read.add(plain(qualifiedName));
  }

  Clerk.Report report() {
    Set<String> tables = changed.isEmpty() ? read : changed;
    List<String> first = tables.stream().limit(MAX_TABLES).collect(Collectors.toList());
    return new Clerk.Report(first, operations);
  }

  /** {@code "my ""big"" shop".orders} without its quotes: {@code my "big" shop.orders}. */
  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    char closing = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (closing == 0 && "\"`[".indexOf(c) >= 0) {
        closing = c == '[' ? ']' : c;
      } else if (closing != 0 && c == closing) {
        boolean doubled = i + 1 < name.length() && name.charAt(i + 1) == closing;
        if (doubled) {
          plain.append(c);
          i++;
        } else {
          closing = 0;
        }
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
