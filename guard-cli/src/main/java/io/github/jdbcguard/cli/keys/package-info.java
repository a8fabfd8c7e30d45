/** Signs with the Ed25519 keys that people have: in files, or held by an agent of SSH. */
@NullMarked
package io.github.jdbcguard.cli.keys;

import org.jspecify.annotations.NullMarked;
