package io.github.jdbcguard.driver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetMetaDataImpl;
import javax.sql.rowset.RowSetProvider;

/** Rows that no server sent: a name and a value each. */
final class AnswerRows {
  private static final int NAME = 1;
  private static final int VALUE = 2;
  private static final int NAME_WIDTH = 32;

  /** What a column of a GUI client shows at once. */
  private static final int VALUE_WIDTH = 4_000;

  private AnswerRows() {}

  /** In the order of the map; what is no text becomes one. */
  static ResultSet of(Map<String, ?> values) throws SQLException {
    CachedRowSet rows = RowSetProvider.newFactory().createCachedRowSet();
    rows.setMetaData(columns());
    List<Map.Entry<String, ?>> last = new ArrayList<>(values.entrySet());
    Collections.reverse(last); // each new row comes before those that are there
    for (Map.Entry<String, ?> value : last) {
      rows.moveToInsertRow();
      rows.updateString(NAME, value.getKey());
      rows.updateString(VALUE, String.valueOf(value.getValue()));
      rows.insertRow();
      rows.moveToCurrentRow();
    }
    rows.beforeFirst();
    rows.setReadOnly(true);
    return rows;
  }

  private static RowSetMetaDataImpl columns() throws SQLException {
    RowSetMetaDataImpl columns = new RowSetMetaDataImpl();
    columns.setColumnCount(VALUE);
    column(columns, NAME, "name", NAME_WIDTH);
    column(columns, VALUE, "value", VALUE_WIDTH);
    return columns;
  }

  private static void column(RowSetMetaDataImpl columns, int index, String name, int width)
      throws SQLException {
    columns.setColumnName(index, name);
    columns.setColumnLabel(index, name);
    columns.setColumnType(index, Types.VARCHAR);
    columns.setColumnTypeName(index, "VARCHAR");
    columns.setColumnDisplaySize(index, width);
    columns.setPrecision(index, width);
  }
}
