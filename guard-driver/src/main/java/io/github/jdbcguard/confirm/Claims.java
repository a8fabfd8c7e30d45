package io.github.jdbcguard.confirm;

/**
 * What a consent is bound to, as far as the connection goes. What nobody knows is empty, and then
 * it has to be empty in the consent as well.
 *
 * @param environment the name of the environment
 * @param target engine, endpoints and database, as messages show them
 * @param identity what the server says of itself
 * @param database the database in the server's words, or else in the URL's
 * @param user the database user
 */
public record Claims(
    String environment, String target, String identity, String database, String user) {}
