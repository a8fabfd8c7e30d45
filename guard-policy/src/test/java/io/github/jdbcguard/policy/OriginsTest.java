package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  private static final Place PLACE = new Place("guard.yaml", 7, 5);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                            | no  | NONE   | workstation: nothing says otherwise
                                            | yes | NONE   | workstation: a terminal belongs to the process
          PATH=/bin                         | no  | NONE   | workstation: nothing says otherwise
          CI=                               | no  | NONE   | workstation: nothing says otherwise
          CI=False                          | no  | NONE   | workstation: nothing says otherwise
          CI=0                              | no  | NONE   | workstation: nothing says otherwise
          CI=No                             | no  | NONE   | workstation: nothing says otherwise
          CI=OFF                            | no  | NONE   | workstation: nothing says otherwise
          CLAUDECODE=0                      | no  | NONE   | workstation: nothing says otherwise
          CI=00                             | no  | NONE   | ci: the variable CI is set
          CI=1                              | no  | NONE   | ci: the variable CI is set
          CI=1                              | yes | NONE   | ci: the variable CI is set; workstation: a terminal belongs to the process
          CI=1                              | no  | DOCKER | ci: the variable CI is set
          CI=1                              | yes | DOCKER | ci: the variable CI is set; workstation: a terminal belongs to the process
          CI=1,GITHUB_ACTIONS=true          | no  | NONE   | ci: the variable GITHUB_ACTIONS is set
          KUBERNETES_SERVICE_HOST=10.0.0.1  | no  | NONE   | application: the variable KUBERNETES_SERVICE_HOST is set
          KUBERNETES_SERVICE_HOST=10.0.0.1  | no  | PODMAN | application: the variable KUBERNETES_SERVICE_HOST is set
          KUBERNETES_SERVICE_HOST=10.0.0.1  | yes | NONE   | application: the variable KUBERNETES_SERVICE_HOST is set; workstation: a terminal belongs to the process
          CI=1,KUBERNETES_SERVICE_HOST=10.1 | no  | NONE   | ci: the variable CI is set; application: the variable KUBERNETES_SERVICE_HOST is set
                                            | no  | DOCKER | application: a container (/.dockerenv), and no terminal; workstation: a container (/.dockerenv), and no terminal
                                            | yes | DOCKER | application: a container (/.dockerenv); workstation: a terminal belongs to the process
                                            | no  | PODMAN | application: a container (/run/.containerenv), and no terminal; workstation: a container (/run/.containerenv), and no terminal
          CLAUDECODE=1                      | no  | NONE   | workstation: nothing says otherwise; agent: the variable CLAUDECODE is set
          CLAUDECODE=1                      | yes | NONE   | workstation: a terminal belongs to the process; agent: the variable CLAUDECODE is set
          CLAUDECODE=false                  | no  | NONE   | workstation: nothing says otherwise
          CLAUDECODE=1,CI=1                 | no  | NONE   | ci: the variable CI is set; agent: the variable CLAUDECODE is set
          AI_AGENT=x                        | no  | DOCKER | application: a container (/.dockerenv), and no terminal; workstation: a container (/.dockerenv), and no terminal; agent: the variable AI_AGENT is set
          """)
  void findsWhatTheProcessGivesAway(
      String variables, String terminal, Container container, String expected) {
    ProcessTraits traits =
        new ProcessTraits(
            variables(variables), "laptop", "dba1", container, terminal.equals("yes"));

    Origins origins = Origins.of(traits, List.of());

    assertThat(told(origins)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GITHUB_ACTIONS",
        "GITLAB_CI",
        "JENKINS_URL",
        "BUILDKITE",
        "CIRCLECI",
        "TRAVIS",
        "TEAMCITY_VERSION",
        "TF_BUILD",
        "CODEBUILD_BUILD_ID",
        "BITBUCKET_BUILD_NUMBER",
        "DRONE",
        "APPVEYOR",
        "SEMAPHORE",
        "bamboo_planKey",
        "GO_PIPELINE_LABEL",
        "CIRRUS_CI",
        "CF_BUILD_ID"
      })
  void knowsCiSystems(String variable) {
    Origins origins = Origins.of(somewhere(Map.of(variable, "42")), List.of());

    assertThat(told(origins)).isEqualTo("ci: the variable %s is set".formatted(variable));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLAUDECODE",
        "CURSOR_AGENT",
        "CODEX_SANDBOX",
        "CODEX_THREAD_ID",
        "GEMINI_CLI",
        "QWEN_CODE",
        "COPILOT_CLI",
        "COPILOT_AGENT",
        "VSCODE_AGENT",
        "OPENCODE",
        "GOOSE_TERMINAL",
        "AMP_CURRENT_THREAD_ID",
        "AUGMENT_AGENT",
        "CLINE_ACTIVE",
        "ANTIGRAVITY_AGENT",
        "AI_AGENT",
        "AGENT"
      })
  void knowsAgents(String variable) {
    Origins origins = Origins.of(somewhere(Map.of(variable, "42")), List.of());

    assertThat(told(origins))
        .isEqualTo(
            "workstation: nothing says otherwise; agent: the variable %s is set"
                .formatted(variable));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CODEX_HOME", "GOOSE_PROVIDER", "CLINE_API_KEY", "ANTHROPIC_API_KEY"})
  void takesNoConfigurationForAnAgent(String variable) {
    Origins origins = Origins.of(somewhere(Map.of(variable, "42")), List.of());

    assertThat(origins.set()).containsExactly(Origin.WORKSTATION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deploy-1             | deployer | deploy-*              |            | host "deploy-1" (guard.yaml:7:5)
          DEPLOY-1.example.com | deployer | deploy-*.EXAMPLE.com  |            | host "DEPLOY-1.example.com" (guard.yaml:7:5)
          Deploy-1.example.com | deployer | deploy-1              |            | host "Deploy-1.example.com" (guard.yaml:7:5)
          deploy-1.evil.com    | deployer | deploy-*.example.com  |            |
          deploy-1             | deployer | deploy-*.example.com  |            |
          Deploy-1.example.com | deployer | regex:deploy-[0-9]    |            | host "Deploy-1.example.com" (guard.yaml:7:5)
          deploy-x             | deployer | regex:deploy-[0-9]    |            |
          ''                   | deployer | *                     |            |
          web-1                | deployer | deploy-*,web-1        |            | host "web-1" (guard.yaml:7:5)
          web-2                | deployer | deploy-*,web-1        |            |
          web-1                | deployer |                       | deployer   | user "deployer" (guard.yaml:7:5)
          web-1                | Deployer |                       | deployer   |
          web-1                | Deployer |                       | regex:dep.*|
          web-1                | release  |                       | deployer,r*| user "release" (guard.yaml:7:5)
          web-1                | ''       |                       | *          |
          web-1                | deployer | web-1                 | deployer   | host "web-1" and user "deployer" (guard.yaml:7:5)
          web-1                | dba1     | web-1                 | deployer   |
          web-2                | deployer | web-1                 | deployer   |
          web-1                | deployer |                       |            |
          """)
  void believesWhatThePolicyNames(
      String host, String user, String hosts, String users, String evidence) {
    ProcessTraits traits =
        new ProcessTraits(Map.of("CI", "true"), host, user, Container.DOCKER, true);
    OriginEvidence named =
        new OriginEvidence(PLACE, Origin.DEPLOY, patterns(hosts), patterns(users));

    Origins origins = Origins.of(traits, List.of(named));

    assertThat(told(origins))
        .isEqualTo(
            evidence == null
                ? "ci: the variable CI is set; workstation: a terminal belongs to the process"
                : "deploy: " + evidence);
  }

  /** A doubt must not turn a workstation into something that may do more. */
  @Test
  void takesAnExpressionThatNeverEndsForNoFit() {
    ProcessTraits traits =
        new ProcessTraits(Map.of(), "a".repeat(60) + "!", "dba1", Container.NONE, false);
    OriginEvidence named =
        new OriginEvidence(PLACE, Origin.DEPLOY, patterns("regex:(a+a+)+b"), List.of());

    assertThat(Origins.of(traits, List.of(named)).set()).containsExactly(Origin.WORKSTATION);
  }

  @Test
  void keepsAllThatThePolicyNamesAndTheAgent() {
    List<OriginEvidence> named =
        List.of(
            new OriginEvidence(PLACE, Origin.DEPLOY, patterns("lap*"), List.of()),
            new OriginEvidence(PLACE, Origin.CI, List.of(), patterns("dba1")),
            new OriginEvidence(PLACE, Origin.APPLICATION, List.of(), patterns("app")));

    Origins origins = Origins.of(somewhere(Map.of("GEMINI_CLI", "1")), named);

    assertThat(told(origins))
        .isEqualTo(
            "deploy: host \"laptop\" (guard.yaml:7:5); ci: user \"dba1\" (guard.yaml:7:5); "
                + "agent: the variable GEMINI_CLI is set");
    assertThat(origins.set()).containsExactly(Origin.CI, Origin.DEPLOY, Origin.AGENT);
  }

  @Test
  void addsANamedAgentToThePlaceThatIsDetected() {
    OriginEvidence named = new OriginEvidence(PLACE, Origin.AGENT, List.of(), patterns("dba1"));

    assertThat(told(Origins.of(somewhere(Map.of("CI", "1")), List.of(named))))
        .isEqualTo("ci: the variable CI is set; agent: user \"dba1\" (guard.yaml:7:5)");
  }

  @Test
  void addsOneThatSomebodyNames() {
    Origins detected = Origins.of(somewhere(Map.of()), List.of());

    Origins more = detected.with(Origin.DEPLOY, "guard.origin says so");

    assertThat(told(more))
        .isEqualTo("workstation: nothing says otherwise; deploy: guard.origin says so");
    assertThat(more.set()).isEqualTo(Set.of(Origin.WORKSTATION, Origin.DEPLOY));
    assertThat(detected.set()).isEqualTo(Set.of(Origin.WORKSTATION));
  }

  @Test
  void isNeverEmptyAndNeverChanged() {
    Origins origins = Origins.of(somewhere(Map.of()), List.of());

    assertThatThrownBy(() -> origins.set().add(Origin.CI))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> new Origins(List.of()))
        .hasMessage("a process has an origin, if only by default");
  }

  @Test
  void showsNoVariables() {
    assertThat(somewhere(Map.of("TOKEN", "secret")))
        .hasToString("ProcessTraits[hostName=laptop, user=dba1, container=NONE, terminal=false]");
  }

  private static ProcessTraits somewhere(Map<String, String> variables) {
    return new ProcessTraits(variables, "laptop", "dba1", Container.NONE, false);
  }

  private static Map<String, String> variables(String list) {
    return list == null
        ? Map.of()
        : Arrays.stream(list.split(","))
            .map(variable -> variable.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static List<TextPattern> patterns(String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(",")).map(TextPattern::parse).toList();
  }

  private static String told(Origins origins) {
    return origins.found().stream()
        .map(found -> found.origin().id() + ": " + found.evidence())
        .collect(Collectors.joining("; "));
  }
}
