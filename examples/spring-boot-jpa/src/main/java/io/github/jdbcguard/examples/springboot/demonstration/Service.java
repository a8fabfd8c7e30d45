package io.github.jdbcguard.examples.springboot.demonstration;

import io.github.jdbcguard.examples.springboot.ShopApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs, on a free port and for this machine alone. */
record Service(ConfigurableApplicationContext context) implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final List<String> QUIET =
      List.of(
          "server.address=127.0.0.1",
          "server.port=0",
          "spring.main.banner-mode=off",
          "spring.main.log-startup-info=false",
          "logging.level.root=off");

  static Service start(List<String> settings, String... more) {
    String[] arguments =
        Stream.of(QUIET, settings, List.of(more))
            .flatMap(List::stream)
            .map(property -> "--" + property)
            .toArray(String[]::new);
    return new Service(SpringApplication.run(ShopApplication.class, arguments));
  }

  /** Status and body of the answer. */
  String get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Status and body of the answer. */
  String put(String path, String body) throws IOException, InterruptedException {
    return send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "text/plain");
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  @Override
  public void close() {
    context.close();
  }
}
