package io.github.jdbcguard.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of vendors' methods beside the real drivers. */
class VendorMethodsTest {

  static Stream<Arguments> listed() {
    return VendorMethods.known().all().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("listed")
  void listsWhatTheDriverHas(String name, Treatment treatment) throws Exception {
    int dot = name.lastIndexOf('.');
    Class<?> type = Class.forName(name.substring(0, dot), false, getClass().getClassLoader());

    assertThat(type.isInterface()).isTrue();
    assertThat(Arrays.stream(type.getDeclaredMethods()).map(java.lang.reflect.Method::getName))
        .contains(name.substring(dot + 1));
    assertThat(treatment).isNotEqualTo(Treatment.RAW);
  }
}
