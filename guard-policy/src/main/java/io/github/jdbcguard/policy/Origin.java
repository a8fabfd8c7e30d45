package io.github.jdbcguard.policy;

import java.util.Arrays;
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

  /**
   * What CI systems set in their jobs, and nobody elsewhere. Woodpecker, Codeship and others set no
   * name of their own but {@code CI}; Concourse sets nothing.
   */
  private static final List<String> CI_VARIABLES =
      List.of(
          "GITHUB_ACTIONS",
          "GITLAB_CI",
          "JENKINS_URL",
          "BUILDKITE",
          "CIRCLECI",
          "TRAVIS",
          "TEAMCITY_VERSION",
          "TF_BUILD", // Azure Pipelines
          "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", // Azure Pipelines, its releases too
          "CODEBUILD_BUILD_ID",
          "BITBUCKET_BUILD_NUMBER",
          "DRONE",
          "HARNESS_BUILD_ID",
          "APPVEYOR",
          "SEMAPHORE",
          "bamboo_planKey",
          "bamboo_agentId", // Bamboo, its deployments too
          "GO_PIPELINE_LABEL", // GoCD
          "CIRRUS_CI",
          "CF_BUILD_ID", // Codefresh
          "BITRISE_IO",
          "BUDDY_WORKSPACE_ID",
          "CI",
          "CONTINUOUS_INTEGRATION");

  /** What coding agents set for the commands that they run, and not what configures them. */
  private static final List<String> AGENT_VARIABLES =
      List.of(
          "CLAUDECODE",
          "CLAUDE_CODE",
          "CURSOR_AGENT",
          "CURSOR_TRACE_ID",
          "CODEX_SANDBOX",
          "CODEX_SANDBOX_NETWORK_DISABLED",
          "CODEX_THREAD_ID",
          "CODEX_CI",
          "GEMINI_CLI",
          "QWEN_CODE",
          "COPILOT_CLI",
          "COPILOT_AGENT",
          "VSCODE_AGENT",
          "OPENCODE",
          "OPENCODE_CLIENT",
          "GOOSE_TERMINAL",
          "AMP_CURRENT_THREAD_ID",
          "AUGMENT_AGENT",
          "CLINE_ACTIVE",
          "ANTIGRAVITY_AGENT",
          "PI_CODING_AGENT",
          "TRAE_AI_SHELL_ID",
          "AI_AGENT",
          "AGENT"); // the convention of Amp, Goose, Crush and OpenCode

  /** By what people switch a variable off that they do not remove. */
  private static final Set<String> MEANS_NO = Set.of("false", "0", "no", "off");

  /** The name that policies, settings and messages use. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The origin with this name, which is compared to the letter. */
  public static Optional<Origin> parse(String id) {
    return Arrays.stream(values()).filter(origin -> origin.id().equals(id)).findFirst();
  }

  /** The name of a variable that is evidence for this origin, and is set. */
  Optional<String> variableIn(Map<String, String> environmentVariables) {
    return variables().stream().filter(name -> isSet(environmentVariables.get(name))).findFirst();
  }

  /** The environment variables of which one is enough evidence, the most telling first. */
  private List<String> variables() {
    return switch (this) {
      case WORKSTATION, DEPLOY -> List.of();
      case CI -> CI_VARIABLES;
      case APPLICATION -> List.of("KUBERNETES_SERVICE_HOST");
      case AGENT -> AGENT_VARIABLES;
    };
  }

  private static boolean isSet(@Nullable String value) {
    return value != null
        && !value.isBlank()
        && !MEANS_NO.contains(value.strip().toLowerCase(Locale.ROOT));
  }
}
