package io.github.jdbcguard.benchmarks;

/** Rows that cost nothing to read: their number is the only thing that differs between them. */
final class StubResultSet extends IdleResultSet {
  static final int ROWS = 1_000;

  private int row;

  @Override
  public boolean next() {
    return ++row <= ROWS;
  }

  @Override
  public int getInt(int column) {
    return row;
  }

  @Override
  public long getLong(int column) {
    return row;
  }

  @Override
  public double getDouble(int column) {
    return row;
  }

  @Override
  public String getString(int column) {
    return "a text";
  }

  @Override
  public Object getObject(int column) {
    return "an object";
  }
}
