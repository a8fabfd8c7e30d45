package io.github.jdbcguard.policy;

import java.util.List;

/** Evidence. */
public record OriginEvidence(
    Place place, Origin origin, List<TextPattern> hosts, List<TextPattern> users) {}
