package io.github.jdbcguard.spring;

import java.util.Properties;

/** A DataSource that connects by a URL which can be changed before its first connection. */
interface UrlSource {
  /** Where it connects to; empty where it has no URL, or does not connect by it. */
  String url();

  /** Class of the driver that it connects with; empty where none is named. */
  String driver();

  /** The connection properties that it has. */
  Properties properties();

  /** Whether it has connected already, so that another URL would come too late. */
  boolean started();

  /** Adds connection properties. */
  void add(Properties properties);

  /** Makes it connect by this URL, which is guarded. */
  void connectBy(GuardedUrl url);
}
