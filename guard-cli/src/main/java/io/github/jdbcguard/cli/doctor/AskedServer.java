package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.server.Privileges;

/**
 * A server that was asked.
 *
 * @param url as it may be printed
 * @param expected the environment that it was said to be; empty where nothing was said
 * @param byName what its name alone says that it is
 * @param assignment what all evidence together says
 */
public record AskedServer(
    String url,
    String expected,
    String byName,
    ServerReport report,
    Assignment assignment,
    Privileges privileges) {}
