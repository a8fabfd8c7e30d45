package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Policy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy, and the files that it came from.
 *
 * @param considered each file that was looked at, in order, and what came of it
 * @param searched where a team file was looked for
 * @param stamps what the files were like whose change changes the policy
 */
public record LoadedPolicy(
    Policy policy, Map<String, String> considered, List<Path> searched, List<FileStamp> stamps) {

  public LoadedPolicy {
    considered = Collections.unmodifiableMap(new LinkedHashMap<>(considered));
    searched = List.copyOf(searched);
    stamps = List.copyOf(stamps);
  }
}
