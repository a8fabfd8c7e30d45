package io.github.jdbcguard.confirm;

/**
 * A file that statements of a request come from; for people, who find it by that.
 *
 * @param sha256 of its bytes, in hexadecimal digits
 */
public record MigrationFile(String sha256, String name) {}
