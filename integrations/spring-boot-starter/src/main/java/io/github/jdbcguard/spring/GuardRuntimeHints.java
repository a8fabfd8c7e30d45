package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardDataSource;
import io.github.jdbcguard.driver.GuardDriver;
import io.github.jdbcguard.driver.TransparentDriver;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * What a native image has to keep: the driver by its name, the tables that statements are judged
 * by, and the files of services and policies that lie on the class path.
 */
final class GuardRuntimeHints implements RuntimeHintsRegistrar {
  private static final String[] RESOURCES = {
    "META-INF/services/java.sql.Driver",
    "META-INF/services/io.github.jdbcguard.*",
    "META-INF/guard/*",
    "io/github/jdbcguard/driver/build.properties",
    "io/github/jdbcguard/sql/*.txt",
    "io/github/jdbcguard/vendor/*.txt"
  };

  /** That {@link Guarding} looks at. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy", "readOnlyDataSource",
          "org.apache.tomcat.jdbc.pool.DataSourceProxy", "pool");

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
    Class<?>[] made = {GuardDriver.class, TransparentDriver.class, GuardDataSource.class};
    Arrays.stream(made)
        .forEach(
            type ->
                hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
    FIELDS.forEach(
        (type, field) ->
            hints.reflection().registerType(TypeReference.of(type), hint -> hint.withField(field)));
    Arrays.stream(RESOURCES).forEach(hints.resources()::registerPattern);
  }
}
