package io.github.jdbcguard.liquibase;

import io.github.jdbcguard.driver.GuardUrl;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import liquibase.Scope;
import liquibase.database.jvm.ConnectionPatterns;

/**
 * What Liquibase masks in the URLs of each database, for the same URLs with the guard in front.
 * Patterns that do not look at the beginning of a URL hold for both already.
 */
public final class GuardConnectionPatterns extends ConnectionPatterns {
  private static final String BEGINNING = "jdbc:";

  /** For Liquibase, which finds it as a service. */
  public GuardConnectionPatterns() {
    ServiceLoader.load(ConnectionPatterns.class, Scope.getCurrentScope().getClassLoader()).stream()
        .filter(provider -> provider.type() != GuardConnectionPatterns.class)
        .map(ServiceLoader.Provider::get)
        .forEach(this::addGuarded);
  }

  private void addGuarded(ConnectionPatterns others) {
    add(others.getJdbcBlankPatterns(), this::addJdbcBlankPatterns);
    add(others.getJdbcBlankToObfuscatePatterns(), this::addJdbcBlankToObfuscatePatterns);
    add(
        others.getPatternJdbcBlankToObfuscateReplaceWithEmpty(),
        this::addJdbcBlankToObfuscatePatternsReplaceWithEmpty);
    add(others.getJdbcObfuscatePatterns(), this::addJdbcObfuscatePatterns);
  }

  /** Of each pair, the first says which URLs are meant, and the second what is masked in them. */
  private static void add(
      Set<Map.Entry<Pattern, Pattern>> pairs, Consumer<Map.Entry<Pattern, Pattern>> addition) {
    pairs.stream()
        .filter(pair -> pair.getKey().pattern().contains(BEGINNING))
        .map(pair -> Map.entry(guarded(pair.getKey()), guarded(pair.getValue())))
        .forEach(addition);
  }

  private static Pattern guarded(Pattern pattern) {
    return Pattern.compile(
        pattern.pattern().replace(BEGINNING, GuardUrl.PREFIX_AND_EXPECTATION), pattern.flags());
  }
}
