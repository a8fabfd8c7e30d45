package io.github.jdbcguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.github.jdbcguard.driver.GuardDriver;
import java.io.InputStream;
import java.sql.DriverPropertyInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What editors complete is what the driver takes. */
class MetadataTest {
  private static final DriverPropertyInfo[] SETTINGS =
      new GuardDriver().getPropertyInfo(null, null);

  @Test
  void namesEverySettingOfTheDriver() throws Exception {
    List<String> names = read("$.properties[?(@.name =~ /guard\\..*/)].name");

    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("guard.enabled"),
                    Arrays.stream(SETTINGS).map(setting -> setting.name))
                .toList());
  }

  @Test
  void offersTheOriginsOfTheDriver() throws Exception {
    DriverPropertyInfo origin =
        Arrays.stream(SETTINGS).filter(one -> one.name.equals("guard.origin")).findFirst().get();

    assertThat(read("$.hints[?(@.name == 'guard.origin')].values[*].value"))
        .containsExactlyInAnyOrder(origin.choices);
  }

  private List<String> read(String path) throws Exception {
    try (InputStream file =
        getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      return JsonPath.read(file, path);
    }
  }
}
