package io.github.jdbcguard.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.CollateExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.HexValue;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;

/** The operands of a condition: constants, columns, and what is the same as what. */
final class ClerkTerm {
  /** Without exponents: 1e999999999 is short to write and long to compute with. */
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(?:\\.\\d{0,40})?");

  private static final Set<String> TRUE = Set.of("t", "true", "y", "yes", "on");
  private static final Set<String> FALSE = Set.of("f", "false", "n", "no", "off");

  private ClerkTerm() {}

  /**
   * What a term says, and whether it affirms or denies it: {@code x <> 1} denies {@code x=1}.
   *
   * @param text alike for terms that differ in quotes and case only
   */
  record Claim(String text, boolean positive) {
    /** Two question marks may stand for two values. */
    boolean hasParameter() {
      return text.indexOf('?') >= 0;
    }

    private Claim denied() {
      return new Claim(text, !positive);
    }
  }

  /** The term without parentheses, casts and collations around it. */
  static Expression bare(Expression term) {
    Expression bare = term;
    while (true) {
      if (bare instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
        bare = list.get(0);
      } else if (bare instanceof CastExpression cast && cast.getLeftExpression() != null) {
        bare = cast.getLeftExpression();
      } else if (bare instanceof CollateExpression collate) {
        bare = collate.getLeftExpression();
      } else {
        return bare;
      }
    }
  }

  static boolean constant(Expression term) {
    return term instanceof StringValue || number(term).isPresent();
  }

  /** The truth of a constant that stands alone: WHERE 1, WHERE 'yes'. */
  static Optional<Boolean> truth(Expression term) {
    if (term instanceof StringValue string) {
      return number(term).map(number -> number.signum() != 0).or(() -> word(string.getValue()));
    }
    if (term instanceof Column) { // where the grammar takes TRUE for a name
      String name = text(term);
      return name.equals("true") || name.equals("false") ? word(name) : Optional.empty();
    }
    return number(term).map(number -> number.signum() != 0);
  }

  private static Optional<Boolean> word(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return Optional.of(true);
    }
    return FALSE.contains(word) ? Optional.of(false) : Optional.empty();
  }

  /** How the left may compare to the right, as a sign; nothing where that depends on the row. */
  static IntStream signs(Expression left, Expression right) {
    Expression a = bare(left);
    Expression b = bare(right);
    Optional<BigDecimal> x = number(a);
    Optional<BigDecimal> y = number(b);
    if (x.isPresent() && y.isPresent()) {
      return IntStream.of(x.get().compareTo(y.get()));
    }
    if (a instanceof StringValue s && b instanceof StringValue t) {
      String v = s.getValue();
      String w = t.getValue();
      return IntStream.of(v.compareTo(w), v.compareToIgnoreCase(w));
    }
    return same(a, b) ? IntStream.of(0) : IntStream.empty();
  }

  static Claim claim(Expression term) {
    Expression bare = bare(term);
    if (bare instanceof NotExpression not) {
      return claim(not.getExpression()).denied();
    }
    if (bare instanceof ComparisonOperator comparison) {
      return claim(comparison);
    }
    String text = text(bare);
    String affirmed = text.replaceFirst("\\bnot ", "");
    return new Claim(affirmed, affirmed.length() == text.length());
  }

  private static Claim claim(ComparisonOperator comparison) {
    String left = text(bare(comparison.getLeftExpression()));
    String right = text(bare(comparison.getRightExpression()));
    String operator = comparison.getStringExpression().strip();
    return switch (operator) {
      case "<>", "!=", "^=" -> new Claim(left + "=" + right, false);
      case ">=" -> new Claim(left + "<" + right, false);
      case "<=" -> new Claim(left + ">" + right, false);
      default -> new Claim(left + operator + right, true);
    };
  }

  private static Optional<BigDecimal> number(Expression term) {
    if (term instanceof BooleanValue truth) {
      return Optional.of(truth.getValue() ? BigDecimal.ONE : BigDecimal.ZERO);
    }
    if (term instanceof SignedExpression signed) {
      Optional<BigDecimal> value = number(bare(signed.getExpression()));
      return switch (signed.getSign()) {
        case '-' -> value.map(BigDecimal::negate);
        case '+' -> value;
        default -> Optional.empty();
      };
    }
    if (term instanceof HexValue hex && hex.getDigits().matches("[0-9a-fA-F]{1,40}")) {
      return Optional.of(new BigDecimal(new BigInteger(hex.getDigits(), 16)));
    }
    boolean digits =
        term instanceof LongValue || term instanceof DoubleValue || term instanceof StringValue;
    String text = term instanceof StringValue string ? string.getValue() : term.toString();
    return digits && NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static boolean same(Expression left, Expression right) {
    String a = text(left);
    String b = text(right);
    if (left instanceof Column && right instanceof Column) {
      return a.equals(b) || a.endsWith("." + b) || b.endsWith("." + a);
    }
    return a.equals(b) && a.indexOf('?') < 0;
  }

  private static String text(Expression term) {
    return term.toString().replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
  }
}
