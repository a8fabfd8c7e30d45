package io.github.jdbcguard.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the process runs that connects. */
public enum Origin {
  WORKSTATION,
  CI,
  DEPLOY,
  APPLICATION,
  AGENT;

  /** The name that policies, settings and messages use. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The origin with this name, which is compared to the letter. */
  public static Optional<Origin> parse(String id) {
    return Arrays.stream(values()).filter(origin -> origin.id().equals(id)).findFirst();
  }

  /**
   * The origins that fit the environment variables of the process. Several may fit, as for an agent
   * in a CI job; then the strictest rule counts. Without any evidence it is a workstation.
   */
  public static Set<Origin> fitting(Map<String, String> environmentVariables) {
    EnumSet<Origin> fitting = EnumSet.noneOf(Origin.class);
    for (Origin origin : values()) {
      if (origin.variables().stream().anyMatch(name -> isSet(environmentVariables.get(name)))) {
        fitting.add(origin);
      }
    }
    return fitting.isEmpty() ? EnumSet.of(WORKSTATION) : fitting;
  }

  /** The environment variables of which one is enough evidence. */
  private List<String> variables() {
    return switch (this) {
      case WORKSTATION, DEPLOY -> List.of();
      case CI ->
          List.of(
              "CI",
              "CONTINUOUS_INTEGRATION",
              "GITHUB_ACTIONS",
              "GITLAB_CI",
              "JENKINS_URL",
              "BUILDKITE",
              "CIRCLECI",
              "TRAVIS",
              "TEAMCITY_VERSION",
              "TF_BUILD",
              "CODEBUILD_BUILD_ID");
      case APPLICATION -> List.of("KUBERNETES_SERVICE_HOST");
      case AGENT ->
          List.of(
              "AI_AGENT",
              "CLAUDECODE",
              "CURSOR_AGENT",
              "CURSOR_TRACE_ID",
              "CODEX_SANDBOX",
              "GEMINI_CLI",
              "OPENCODE",
              "GOOSE_TERMINAL");
    };
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank() && !value.equalsIgnoreCase("false");
  }
}
