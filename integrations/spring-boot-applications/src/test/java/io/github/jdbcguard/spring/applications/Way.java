package io.github.jdbcguard.spring.applications;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import java.util.List;
import java.util.stream.Stream;

/** How the guard comes in front of a database. */
enum Way {
  /** Not at all. */
  NONE,
  /** By the URL. */
  URL,
  /** By {@code guard.enabled=true}. */
  ENABLED;

  /** The properties of an application that uses this stage of the shop. */
  List<String> properties(Shop shop, Stage stage, String... more) {
    List<String> own =
        switch (this) {
          case NONE -> List.of("spring.datasource.url=" + shop.url(stage));
          case URL -> List.of("spring.datasource.url=" + shop.guardedUrl(stage));
          case ENABLED -> List.of("spring.datasource.url=" + shop.url(stage), "guard.enabled=true");
        };
    List<String> all =
        List.of(
            "spring.datasource.username=" + Shop.USER,
            "spring.main.banner-mode=off",
            "server.address=127.0.0.1",
            "server.port=0");
    return Stream.of(own, all, List.of(more)).flatMap(List::stream).toList();
  }
}
