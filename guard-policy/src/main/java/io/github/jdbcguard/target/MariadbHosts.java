package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host list of MariaDB Connector/J: {@code h1:3307,address=(host=h2)(port=3308)}. */
final class MariadbHosts {

  private static final int LONGEST_ELEMENT = 1_000;
  private static final Pattern ADDRESS = Pattern.compile("address= *((\\([^()]*\\) *)+)");
  private static final Pattern PART = Pattern.compile("\\(([^()=]+)=([^()=]+)\\)");
  private static final String DEFAULT_PORT = "3306";

  private MariadbHosts() {}

  static List<Endpoint> endpoints(String hosts, String database) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String element : hosts.trim().split(",", 0)) {
      if (element.length() > LONGEST_ELEMENT) {
        throw new NotUnderstoodException("a host of %d characters".formatted(element.length()));
      }
      Matcher address = ADDRESS.matcher(element);
      endpoints.add(
          address.matches() ? ofParts(address.group(1), database) : ofPair(element, database));
    }
    if (endpoints.isEmpty()) {
      throw new NotUnderstoodException("no host is named");
    }
    return endpoints;
  }

  private static Endpoint ofPair(String element, String database) {
    if (element.isEmpty()) {
      throw new NotUnderstoodException("an empty element in the list of hosts");
    }
    int colon = element.indexOf(':', element.indexOf(']') + 1);
    String host = colon < 0 ? element : element.substring(0, colon);
    String port = colon < 0 ? DEFAULT_PORT : element.substring(colon + 1);
    return endpoint(host.isEmpty() ? "localhost" : host, port, database);
  }

  private static Endpoint ofParts(String text, String database) {
    String host = "";
    String port = DEFAULT_PORT;
    for (String group : text.trim().split("(?<=\\)) *", 0)) {
      Matcher part = PART.matcher(group);
      if (!part.matches()) {
        throw new NotUnderstoodException("'%s' is no part of an address".formatted(group));
      }
      switch (part.group(1).trim().toLowerCase(Locale.ROOT)) {
        case "host" -> host = part.group(2).trim();
        case "port" -> port = part.group(2).trim();
        case "type", "sslmode" -> {}
        default -> throw new NotUnderstoodException("'%s' in an address".formatted(part.group(1)));
      }
    }
    return endpoint(host, port, database);
  }

  private static Endpoint endpoint(String host, String port, String database) {
    return new Endpoint(HostName.canonical(host), PortNumber.parse(port), database);
  }
}
