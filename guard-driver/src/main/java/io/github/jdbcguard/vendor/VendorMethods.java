package io.github.jdbcguard.vendor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The methods of vendors' interfaces of which is known what they do; see {@code
 * vendor-methods.txt}. Read when the first view is made. Immutable.
 */
final class VendorMethods {
  private static final String FILE = "vendor-methods.txt";

  /** By interface and method: {@code org.postgresql.PGConnection.getBackendPID}. */
  private final Map<String, Treatment> treatments;

  private VendorMethods(Map<String, Treatment> treatments) {
    this.treatments = Map.copyOf(treatments);
  }

  private static final class Holder {
    static final VendorMethods KNOWN = read();
  }

  static VendorMethods known() {
    return Holder.KNOWN;
  }

  /** By the interface that declares it; what is not listed is not known. */
  Treatment of(Method method) {
    return treatments.getOrDefault(
        method.getDeclaringClass().getName() + "." + method.getName(), Treatment.RAW);
  }

  Map<String, Treatment> all() {
    return treatments;
  }

  private static VendorMethods read() {
    Map<String, Treatment> treatments = new HashMap<>();
    for (String entry : text().replaceAll("(?m)^#.*$", "").split("\n(?!\\s)", -1)) {
      if (!entry.isBlank()) {
        String[] words = entry.strip().split("[\\s:]+", -1);
        Treatment treatment = Treatment.valueOf(words[1].toUpperCase(Locale.ROOT));
        for (int i = 2; i < words.length; i++) {
          treatments.put(words[0] + "." + words[i], treatment);
        }
      }
    }
    return new VendorMethods(treatments);
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(VendorMethods.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
