import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Writes a class for each JDBC interface of the stub driver: every method does nothing and answers
 * with zero, false or null. Run by the build: {@code java IdleClasses.java FOLDER}.
 */
final class IdleClasses {
  private static final String PACKAGE = "io.github.jdbcguard.benchmarks";

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0], PACKAGE.replace('.', '/'));
    Files.createDirectories(folder);
    for (Class<?> type :
        List.of(
            DataSource.class,
            Connection.class,
            DatabaseMetaData.class,
            PreparedStatement.class,
            ResultSet.class)) {
      Files.writeString(folder.resolve("Idle" + type.getSimpleName() + ".java"), source(type));
    }
  }

  private static String source(Class<?> type) {
    return """
        package %s;

        /** Does nothing. Generated. */
        @javax.annotation.processing.Generated("IdleClasses")
        @SuppressWarnings("deprecation")
        abstract class Idle%s implements %s {
        %s}
        """
        .formatted(
            PACKAGE,
            type.getSimpleName(),
            type.getName(),
            Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toGenericString))
                .map(IdleClasses::method)
                .collect(Collectors.joining("\n")));
  }

  private static String method(Method method) {
    String variables =
        Arrays.stream(method.getTypeParameters())
            .map(TypeVariable::getName)
            .collect(Collectors.joining(", "));
    Type[] types = method.getGenericParameterTypes();
    String parameters =
        IntStream.range(0, types.length)
            .mapToObj(i -> types[i].getTypeName() + " p" + i)
            .collect(Collectors.joining(", "));
    return "  public %s%s %s(%s)%s {%s}\n"
        .formatted(
            variables.isEmpty() ? "" : "<" + variables + "> ",
            method.getGenericReturnType().getTypeName(),
            method.getName(),
            parameters,
            method.getExceptionTypes().length == 0
                ? ""
                : " throws "
                    + Arrays.stream(method.getExceptionTypes())
                        .map(Class::getName)
                        .collect(Collectors.joining(", ")),
            answer(method.getReturnType()));
  }

  private static String answer(Class<?> type) {
    if (type == void.class) {
      return "";
    }
    if (!type.isPrimitive()) {
      return " return null; ";
    }
    return type == boolean.class ? " return false; " : " return 0; ";
  }
}
