package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Origins;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardSettingsTest {

  @Test
  void takesPropertiesBeforeVariablesAndEveryExpectation() {
    Properties properties = new Properties();
    properties.setProperty("guard.confirm", "aaaa-bbbb, CCCC-DDDD");
    properties.setProperty("guard.expect", "staging");
    properties.setProperty("guard.origin", "agent");

    GuardSettings settings =
        GuardSettings.of(
            "production",
            properties,
            Map.of("GUARD_CONFIRM", "EEEE-FFFF", "GUARD_EXPECT", "local", "GUARD_REASON", "why"));

    assertThat(settings.codes()).containsExactlyInAnyOrder("AAAA-BBBB", "CCCC-DDDD");
    assertThat(settings.expected()).containsExactlyInAnyOrder("staging", "production", "local");
    assertThat(settings.reason()).isEqualTo("why");
    Origins found = new Origins(List.of(new Origins.Found(Origin.APPLICATION, "a container")));
    assertThat(settings.and(found).set())
        .containsExactlyInAnyOrder(Origin.APPLICATION, Origin.AGENT);
  }

  @Test
  void refusesVariablesThatAreNearlySettings() {
    assertThatThrownBy(
            () -> GuardSettings.of("", new Properties(), Map.of("GUARD_EXPECTED", "staging")))
        .hasMessage("unknown environment variable 'GUARD_EXPECTED'; did you mean 'GUARD_EXPECT'?");

    GuardSettings.of("", new Properties(), Map.of("GUARD_NOTIFICATIONS", "off"));
  }

  /** A system property of it, and {@code GUARD_ENABLED}, made every connection fail. */
  @Test
  void leavesTheSwitchOfTheStarterToIt() {
    Properties enabled = new Properties();
    enabled.setProperty("guard.enabled", "true");

    GuardSettings.of("", new Properties(), enabled, Map.of("GUARD_ENABLED", "true"));

    assertThatThrownBy(() -> GuardSettings.of("", enabled, Map.of()))
        .hasMessageStartingWith("unknown connection property 'guard.enabled'; known are guard.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Guard.expect", "GUARD.EXPECT", "GUARD_EXPECT", "guard.Expect", "guard_expect"})
  void refusesPropertiesInAnotherSpelling(String name) {
    Properties properties = new Properties();
    properties.setProperty(name, "staging");

    assertThatThrownBy(() -> GuardSettings.of("", properties, Map.of()))
        .hasMessage("unknown connection property '%s'; did you mean 'guard.expect'?", name);
    assertThatThrownBy(() -> GuardSettings.of("", new Properties(), properties, Map.of()))
        .hasMessage("unknown system property '%s'; did you mean 'guard.expect'?", name);
  }

  @Test
  void keepsItsSettingsFromTheRealDriver() {
    Properties defaults = new Properties();
    defaults.setProperty("user", "app");
    Properties properties = new Properties(defaults);
    properties.setProperty("guard.expect", "staging");
    properties.put("handler", 7);

    Properties inner = GuardSettings.withoutOwn(properties);

    assertThat(inner).hasSize(2).containsEntry("user", "app").containsEntry("handler", 7);
    assertThat(properties).containsKey("guard.expect");
  }
}
