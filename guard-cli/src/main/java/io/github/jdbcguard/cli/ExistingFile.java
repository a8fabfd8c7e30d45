package io.github.jdbcguard.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a parameter as the path of a file that is there, before a command begins its work. */
final class ExistingFile implements ITypeConverter<Path> {

  @Override
  public Path convert(String text) {
    Path file = path(text);
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      throw new TypeConversionException(
          "'%s' is a symbolic link that leads nowhere, or back to itself; correct the link"
              .formatted(text));
    }
    if (Files.notExists(file)) {
      throw new TypeConversionException("there is no file '%s'".formatted(text));
    }
    if (Files.isDirectory(file)) {
      throw new TypeConversionException("'%s' is a directory; name the file in it".formatted(text));
    }
    if (!Files.isReadable(file)) {
      throw new TypeConversionException(
          "'%s' is not readable for this user; give '%s' the right to read it"
              .formatted(text, System.getProperty("user.name", "the user")));
    }
    return file;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'%s' is no path: %s".formatted(text, e.getReason()));
    }
  }
}
