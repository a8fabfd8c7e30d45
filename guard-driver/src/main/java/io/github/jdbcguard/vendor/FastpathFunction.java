package io.github.jdbcguard.vendor;

import io.github.jdbcguard.sql.Operation;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The functions that PostgreSQL's drivers call by their number: those of large objects, whose
 * numbers are the same on every server ({@code pg_proc.dat}). Every other one is a call of which
 * nothing is known.
 */
enum FastpathFunction {
  LO_IMPORT(764, Operation.INSERT),
  LO_IMPORT_WITH_OID(767, Operation.INSERT),
  LO_EXPORT(765, Operation.BULK),
  LO_OPEN(952, Operation.READ),
  LO_CLOSE(953, Operation.READ),
  LOREAD(954, Operation.READ),
  LOWRITE(955, Operation.UPDATE),
  LO_LSEEK(956, Operation.READ),
  LO_LSEEK64(3170, Operation.READ),
  LO_CREAT(957, Operation.INSERT),
  LO_CREATE(715, Operation.INSERT),
  LO_TELL(958, Operation.READ),
  LO_TELL64(3171, Operation.READ),
  LO_TRUNCATE(1004, Operation.UPDATE),
  LO_TRUNCATE64(3172, Operation.UPDATE),
  LO_UNLINK(964, Operation.DELETE),
  LO_GET(3458, Operation.READ),
  LO_GET_FRAGMENT(3459, Operation.READ),
  LO_PUT(3460, Operation.UPDATE),
  LO_FROM_BYTEA(3457, Operation.INSERT);

  private static final Map<Integer, FastpathFunction> BY_OID =
      Arrays.stream(values()).collect(Collectors.toMap(f -> f.oid, Function.identity()));

  private final int oid;
  private final Operation operation;

  FastpathFunction(int oid, Operation operation) {
    this.oid = oid;
    this.operation = operation;
  }

  /** What a call of the function with this number does. */
  static Operation operation(int oid) {
    FastpathFunction known = BY_OID.get(oid);
    return known == null ? Operation.CALL : known.operation;
  }

  /** The number, and the name where it is known, for messages. */
  static String words(int oid) {
    FastpathFunction known = BY_OID.get(oid);
    return known == null
        ? "function %d by its number".formatted(oid)
        : known.name().toLowerCase(java.util.Locale.ROOT);
  }

  int oid() {
    return oid;
  }
}
