package io.github.jdbcguard.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.conditional.XorExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;

/**
 * Conditions that come out the same for every row, as people write them to silence a missing WHERE.
 *
 * <p>In doubt a condition counts as always true: a column compared with itself is so here, though
 * it is not for NULL, and so are letters that differ in case only, because some servers see no
 * difference. No arithmetic, no functions, no schema: who wants to deceive will.
 */
final class ClerkCondition {
  private ClerkCondition() {}

  static boolean alwaysTrue(Expression condition) {
    return always(true, condition);
  }

  private static boolean always(boolean wanted, Expression condition) {
    Expression bare = ClerkTerm.bare(condition);
    if (bare instanceof NotExpression not) {
      return always(!wanted, not.getExpression());
    }
    if (bare instanceof AndExpression and) {
      return wanted ? both(true, and) : either(false, and);
    }
    if (bare instanceof OrExpression or) {
      return wanted ? either(true, or) : both(false, or);
    }
    if (bare instanceof XorExpression xor) {
      Expression left = xor.getLeftExpression();
      Expression right = xor.getRightExpression();
      return (always(true, left) && always(!wanted, right))
          || (always(false, left) && always(wanted, right));
    }
    return predicate(wanted, bare);
  }

  private static boolean predicate(boolean wanted, Expression bare) {
    if (bare instanceof IsBooleanExpression is) {
      return always(wanted == (is.isTrue() != is.isNot()), is.getLeftExpression());
    }
    if (bare instanceof IsNullExpression is) {
      return isNull(wanted != is.isNot(), is.getLeftExpression());
    }
    if (bare instanceof Between between) {
      return between(wanted != between.isNot(), between);
    }
    if (bare instanceof InExpression in) {
      return in(wanted != in.isNot(), in);
    }
    if (bare instanceof LikeExpression like) {
      return like(wanted != like.isNot(), like);
    }
    if (bare instanceof ExistsExpression exists) {
      return wanted != exists.isNot() && givesOneRow(exists.getRightExpression());
    }
    if (bare instanceof IsDistinctExpression distinct) {
      return compare(wanted == distinct.isNot(), distinct, sign -> sign == 0);
    }
    if (bare instanceof ComparisonOperator comparison) {
      return comparison(wanted, comparison);
    }
    return ClerkTerm.truth(bare).filter(truth -> truth == wanted).isPresent();
  }

  private static boolean both(boolean wanted, BinaryExpression pair) {
    return parts(pair).stream().allMatch(part -> always(wanted, part));
  }

  /**
   * One part suffices; so do two of which one denies the other, as in x IS NULL OR x IS NOT NULL.
   */
  private static boolean either(boolean wanted, BinaryExpression pair) {
    Map<String, Boolean> claims = new HashMap<>();
    for (Expression part : parts(pair)) {
      ClerkTerm.Claim claim = ClerkTerm.claim(part);
      Boolean before = claims.put(claim.text(), claim.positive());
      boolean opposed = before != null && before != claim.positive() && !claim.hasParameter();
      if (opposed || always(wanted, part)) {
        return true;
      }
    }
    return false;
  }

  /** All terms of a chain of the same kind: a AND (b AND c) has three. */
  private static List<Expression> parts(BinaryExpression chain) {
    Deque<Expression> open = new ArrayDeque<>(List.of(chain));
    List<Expression> parts = new ArrayList<>();
    while (!open.isEmpty()) {
      Expression next = ClerkTerm.bare(open.pop());
      if (next.getClass() == chain.getClass() && next instanceof BinaryExpression same) {
        open.push(same.getRightExpression());
        open.push(same.getLeftExpression());
      } else {
        parts.add(next);
      }
    }
    return parts;
  }

  private static boolean comparison(boolean wanted, ComparisonOperator comparison) {
    return switch (comparison.getStringExpression().strip()) {
      case "=", "==", "<=>" -> compare(wanted, comparison, sign -> sign == 0);
      case "<>", "!=", "^=", "~=" -> compare(wanted, comparison, sign -> sign != 0);
      case "<" -> compare(wanted, comparison, sign -> sign < 0);
      case "<=", "!>" -> compare(wanted, comparison, sign -> sign <= 0);
      case ">" -> compare(wanted, comparison, sign -> sign > 0);
      case ">=", "!<" -> compare(wanted, comparison, sign -> sign >= 0);
      default -> false; // operators whose meaning is not known here
    };
  }

  private static boolean compare(boolean wanted, BinaryExpression pair, IntPredicate holds) {
    return compare(wanted, pair.getLeftExpression(), pair.getRightExpression(), holds);
  }

  private static boolean compare(
      boolean wanted, Expression left, Expression right, IntPredicate holds) {
    return ClerkTerm.signs(left, right).anyMatch(sign -> holds.test(sign) == wanted);
  }

  private static boolean isNull(boolean wanted, Expression operand) {
    Expression bare = ClerkTerm.bare(operand);
    return wanted ? bare instanceof NullValue : ClerkTerm.constant(bare);
  }

  private static boolean between(boolean wanted, Between between) {
    Expression left = between.getLeftExpression();
    boolean start = compare(wanted, left, between.getBetweenExpressionStart(), sign -> sign >= 0);
    boolean end = compare(wanted, left, between.getBetweenExpressionEnd(), sign -> sign <= 0);
    return wanted ? start && end : start || end;
  }

  private static boolean in(boolean wanted, InExpression in) {
    if (!(in.getRightExpression() instanceof ExpressionList<?> list)) {
      return false;
    }
    Expression left = in.getLeftExpression();
    return wanted
        ? list.stream().anyMatch(entry -> compare(true, left, entry, sign -> sign == 0))
        : list.stream().allMatch(entry -> compare(false, left, entry, sign -> sign == 0));
  }

  private static boolean like(boolean wanted, LikeExpression like) {
    boolean anything =
        ClerkTerm.bare(like.getRightExpression()) instanceof StringValue pattern
            && pattern.getValue().matches("%+|\\^?\\.\\*\\$?");
    return wanted && (anything || compare(true, like, sign -> sign == 0));
  }

  /** SELECT without FROM and WHERE. */
  private static boolean givesOneRow(Expression query) {
    return query instanceof ParenthesedSelect in
        && in.getSelect() instanceof PlainSelect select
        && select.getFromItem() == null
        && select.getWhere() == null
        && select.getLimit() == null;
  }
}
