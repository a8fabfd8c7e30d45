package io.github.jdbcguard.cli;

import java.io.Serial;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command is used as it should be, and yet there is no connection. */
final class ConnectionFailure extends ParameterException {
  @Serial private static final long serialVersionUID = 1L;

  ConnectionFailure(CommandLine command, String message, SQLException cause) {
    super(command, message, cause);
  }
}
