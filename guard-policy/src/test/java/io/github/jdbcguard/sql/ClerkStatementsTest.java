package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.statement.StatementVisitor;
import org.junit.jupiter.api.Test;

class ClerkStatementsTest {

  /** The compiler asks for the abstract methods only; JSqlParser also adds kinds with a default. */
  @Test
  void answersForEveryKindOfStatement() {
    Set<String> asked = kinds(StatementVisitor.class);

    Set<String> answered =
        Stream.of(
                ClerkQuietStatements.class,
                ClerkCreateStatements.class,
                ClerkAlterStatements.class,
                ClerkStatements.class)
            .flatMap(part -> kinds(part).stream())
            .collect(Collectors.toSet());

    assertThat(asked).hasSizeGreaterThan(70);
    assertThat(withoutOracleBlock(asked)).isSubsetOf(answered);
  }

  /** OracleBlock is a Block, and its default hands it on as one. */
  private static Set<String> withoutOracleBlock(Set<String> asked) {
    return asked.stream().filter(kind -> !kind.equals("OracleBlock")).collect(Collectors.toSet());
  }

  private static Set<String> kinds(Class<?> visitor) {
    return Arrays.stream(visitor.getDeclaredMethods())
        .filter(method -> method.getName().equals("visit") && method.getParameterCount() == 2)
        .filter(method -> !method.isBridge())
        .map(Method::getParameterTypes)
        .map(types -> types[0].getSimpleName())
        .collect(Collectors.toSet());
  }
}
