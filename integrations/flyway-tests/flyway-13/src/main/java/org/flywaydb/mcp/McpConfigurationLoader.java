package org.flywaydb.mcp;

import org.flywaydb.core.extensibility.Plugin;

/**
 * Stands for Flyway's own interface of this name: flyway-commandline of Maven Central needs it to
 * start, and its module is not there.
 */
public interface McpConfigurationLoader extends Plugin {}
