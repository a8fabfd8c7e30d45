package io.github.jdbcguard.driver;

import io.github.jdbcguard.target.Endpoint;
import java.util.List;
import java.util.Properties;

/** A real driver's own reading of a URL. */
@FunctionalInterface
interface DriverParser {

  /**
   * Where the driver would connect to; empty where it does not say.
   *
   * @param properties may be written to
   */
  List<Endpoint> endpoints(String url, Properties properties) throws ReflectiveOperationException;
}
