package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardDataSource;
import io.github.jdbcguard.driver.TransparentDriver;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Puts the guard under a DataSource: into its URL, so that every physical connection is judged
 * before it is dialled, and only where that is not possible around it. Does so once.
 */
record Guarding(EnvironmentSettings settings) {
  private static final String DRIVER = "guard.driver";
  private static final List<String> IN_MEMORY =
      List.of("jdbc:h2:mem:", "jdbc:hsqldb:mem:", "jdbc:derby:memory:");

  /**
   * The DataSource to use instead: mostly the same, with another URL.
   *
   * @throws IllegalStateException where it should be guarded and cannot be
   */
  DataSource guard(DataSource source) {
    if (source instanceof EmbeddedDatabase || source instanceof ScopedObject) {
      return source; // of this process alone; or its target is a bean of its own
    }
    if (source.getClass().getPackageName().equals(GuardDataSource.class.getPackageName())
        && !(source instanceof GuardDataSource)) {
      return source; // is around another one already
    }
    if (source instanceof GuardDataSource guarded) {
      settings
          .missing(new GuardedUrl(guarded.getUrl()), guarded.getProperties())
          .forEach((name, value) -> guarded.setProperty(name.toString(), value.toString()));
      return guarded;
    }
    if (source instanceof DelegatingDataSource delegating) {
      return guardTarget(delegating);
    }
    if (source instanceof AbstractRoutingDataSource routing) {
      return guardTargets(routing);
    }
    return guardPlain(source);
  }

  private DataSource guardTarget(DelegatingDataSource delegating) {
    DataSource target = delegating.getTargetDataSource();
    if (target != null) {
      delegating.setTargetDataSource(guard(target));
    }
    if (delegating instanceof LazyConnectionDataSourceProxy lazy
        && new DirectFieldAccessor(lazy).getPropertyValue("readOnlyDataSource")
            instanceof DataSource forReads) {
      lazy.setReadOnlyDataSource(guard(forReads));
    }
    return delegating;
  }

  /** The targets of one that chooses among its own; around one that has a way of its own. */
  private DataSource guardTargets(AbstractRoutingDataSource routing) {
    if (choosesByItself(routing)) {
      return settings.enabled() ? around(routing) : routing;
    }
    Map<Object, DataSource> targets = routing.getResolvedDataSources();
    Map<Object, Object> guarded = new HashMap<>();
    targets.forEach((key, target) -> guarded.put(key, guard(target)));
    DataSource usual = routing.getResolvedDefaultDataSource();
    DataSource guardedUsual = usual == null ? null : guard(usual);
    if (!guarded.equals(targets) || !Objects.equals(guardedUsual, usual)) {
      routing.setTargetDataSources(guarded);
      if (guardedUsual != null) {
        routing.setDefaultTargetDataSource(guardedUsual);
      }
      routing.afterPropertiesSet();
    }
    return routing;
  }

  private static boolean choosesByItself(AbstractRoutingDataSource routing) {
    Method choice =
        ReflectionUtils.findMethod(ClassUtils.getUserClass(routing), "determineTargetDataSource");
    return choice == null || choice.getDeclaringClass() != AbstractRoutingDataSource.class;
  }

  private DataSource guardPlain(DataSource source) {
    Optional<UrlSource> byUrl = UrlSources.of(source).filter(known -> !known.url().isEmpty());
    if (byUrl.isEmpty()) {
      return settings.enabled() ? around(source) : source;
    }
    UrlSource known = byUrl.get();
    if (isGuarded(known)) {
      addMissing(source, known);
      return source;
    }
    if (!settings.enabled() || isInMemory(known.url())) {
      return source;
    }
    return known.started() ? around(source) : byUrl(source, known);
  }

  private void addMissing(DataSource source, UrlSource known) {
    Properties missing = settings.missing(new GuardedUrl(known.url()), known.properties());
    if (!missing.isEmpty() && known.started()) {
      throw new IllegalStateException(
          "%s has opened connections already, so it cannot be given %s any more; set it as its connection property, or for the whole process as GUARD_…"
              .formatted(
                  source.getClass().getName(),
                  String.join(", ", new TreeSet<>(missing.stringPropertyNames()))));
    }
    known.add(missing);
  }

  private DataSource byUrl(DataSource source, UrlSource known) {
    GuardedUrl url = GuardedUrl.of(known.url());
    Properties added = settings.missing(url, known.properties());
    if (!known.driver().isEmpty()) {
      added.putIfAbsent(DRIVER, known.driver());
    }
    known.add(added);
    known.connectBy(url);
    return source;
  }

  private DataSource around(DataSource source) {
    return GuardDataSource.around(source, settings.missing(new GuardedUrl(""), new Properties()));
  }

  private static boolean isGuarded(UrlSource known) {
    return GuardedUrl.isGuarded(known.url())
        || known.driver().equals(TransparentDriver.class.getName());
  }

  /** Whether it is a database that begins and ends with this process. */
  private static boolean isInMemory(String url) {
    return IN_MEMORY.stream()
        .anyMatch(start -> url.regionMatches(true, 0, start, 0, start.length()));
  }
}
