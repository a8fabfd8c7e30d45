package io.github.jdbcguard.engines;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;

/** Servers in containers, for machines that have Docker. */
final class DockerServers {
  private DockerServers() {}

  static boolean available() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static MySQLContainer mysql() {
    return MysqlHolder.SERVER;
  }

  private static final class MysqlHolder {
    static final MySQLContainer SERVER = start();

    private static MySQLContainer start() {
      MySQLContainer server = new MySQLContainer("mysql:8.4").withUsername("root");
      server.start();
      return server;
    }
  }
}
