package io.github.jdbcguard.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.Test;

/** The lists of H2's functions, asked of the engine: by its own help, and by calling each. */
class H2FunctionsIT {
  private static final FunctionLists LISTS = FunctionLists.of("h2");
  private static final Pattern CALL = Pattern.compile("\\b([A-Z][A-Z0-9_]+) ?\\(");
  private static final List<String> MODES =
      List.of(
          "REGULAR",
          "LEGACY",
          "DB2",
          "DERBY",
          "HSQLDB",
          "MSSQLSERVER",
          "MARIADB",
          "MYSQL",
          "ORACLE",
          "POSTGRESQL");

  /** Words of the grammar that the help shows before a bracket. */
  private static final Set<String> WORDS = Set.of("over", "filter", "group", "by", "order", "on");

  @Test
  void everyDocumentedFunctionIsInOneList() throws Exception {
    assertThat(LISTS.inBoth()).isEmpty();
    assertThat(documented()).hasSizeGreaterThan(150).isSubsetOf(LISTS.all());
  }

  @Test
  void everyNameIsTheEnginesOwn() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:", "sa", "");
        Statement statement = connection.createStatement()) {
      assertThat(LISTS.all())
          .hasSizeGreaterThan(250)
          .allMatch(name -> isFunction(statement, name) || isType(statement, name));
      assertThat(isFunction(statement, "nobodys_function")).isFalse();
      assertThat(isType(statement, "nobodys_type")).isFalse();
    }
  }

  private static Set<String> documented() throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:", "sa", "");
        Statement statement = connection.createStatement();
        ResultSet help = statement.executeQuery("help")) {
      while (help.next()) {
        if (help.getString("SECTION").contains("Function")) {
          Matcher calls = CALL.matcher(help.getString("SYNTAX"));
          while (calls.find()) {
            names.add(calls.group(1).toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    names.removeAll(WORDS);
    return names;
  }

  /** Whether there is a mode in which a call fails, if at all, for another reason than its name. */
  private static boolean isFunction(Statement statement, String name) {
    for (String mode : MODES) {
      for (String arguments : List.of("", "null", "null, null", "null, null, null")) {
        String call = name + "(" + arguments + ")";
        int refusal = refusal(statement, "set mode " + mode + "; explain select " + call);
        int table = refusal(statement, "explain select * from " + call);
        if (refusal == 0 || table == 0 || aboutArguments(refusal) || aboutArguments(table)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean aboutArguments(int refusal) {
    return refusal != ErrorCode.FUNCTION_NOT_FOUND_1
        && refusal != ErrorCode.SYNTAX_ERROR_1
        && refusal != ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1
        && refusal != ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2
        && refusal != ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1;
  }

  private static boolean isType(Statement statement, String name) {
    for (String mode : List.of("REGULAR", "ORACLE")) {
      for (String type : List.of(name + "(1)", name + "('a')", "character " + name + "(1)")) {
        String cast = "explain select cast(null as " + type + ")";
        if (refusal(statement, "set mode " + mode + "; " + cast) == 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** The engine's error code, 0 for none. */
  private static int refusal(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return 0;
    } catch (SQLException e) {
      return e.getErrorCode();
    }
  }
}
