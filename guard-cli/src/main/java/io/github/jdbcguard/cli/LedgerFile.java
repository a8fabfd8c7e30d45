package io.github.jdbcguard.cli;

import io.github.jdbcguard.confirm.FileLedger;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the path of a ledger. */
final class LedgerFile implements ITypeConverter<FileLedger> {

  @Override
  public FileLedger convert(String value) {
    try {
      return FileLedger.at(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
