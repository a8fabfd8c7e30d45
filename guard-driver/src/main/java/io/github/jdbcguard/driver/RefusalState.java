package io.github.jdbcguard.driver;

/** Why something was refused. */
enum RefusalState {
  RULE("28X01"),
  CONFIRMATION("28X02"),
  APPROVAL("28X03"),
  UNDECLARED("28X04"),
  EXPECTATION("28X05"),
  POLICY("28X06"),
  TRANSACTION("28X07");

  private final String code;

  RefusalState(String code) {
    this.code = code;
  }

  /** The SQLState. */
  String code() {
    return code;
  }
}
