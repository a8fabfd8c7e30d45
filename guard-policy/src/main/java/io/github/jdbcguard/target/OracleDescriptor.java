package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The places that a {@code (DESCRIPTION=…)} names. */
final class OracleDescriptor {

  static final int DEFAULT_PORT = 1521;

  private static final Set<String> PROTOCOLS = Set.of("TCP", "TCPS");
  private static final Set<String> PLACES =
      Set.of("ADDRESS", "ADDRESS_LIST", "DESCRIPTION", "DESCRIPTION_LIST", "CONNECT_DATA");

  /** What decides within the connect data which database the listener hands over to. */
  private static final Set<String> RELAYED = Set.of("TUNNEL_SERVICE_NAME", "HS", "GLOBAL_NAME");

  private final String service;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private String doubt = "";

  private OracleDescriptor(String service) {
    this.service = service;
  }

  /**
   * @param service what a property names instead of the service; empty where none does
   */
  static Target resolve(String text, String service) {
    OracleDescriptor reader = new OracleDescriptor(service);
    OracleNames names = OracleNames.parse(text);
    switch (names.name()) {
      case "DESCRIPTION_LIST" -> reader.descriptions(names);
      case "DESCRIPTION" -> reader.description(names);
      default -> throw new NotUnderstoodException("'%s' is no descriptor".formatted(names.name()));
    }
    Target target = Target.resolved(Engine.ORACLE, reader.endpoints, List.of());
    return reader.doubt.isEmpty() ? target : target.doubted(reader.doubt);
  }

  private void descriptions(OracleNames list) {
    requirePlaces(list, Set.of("DESCRIPTION"));
    list.all("DESCRIPTION").forEach(this::description);
  }

  private void description(OracleNames description) {
    requirePlaces(description, Set.of("ADDRESS", "ADDRESS_LIST", "CONNECT_DATA"));
    String database = database(description);
    List<Endpoint> found = addresses(description, database);
    if (found.isEmpty()) {
      throw new NotUnderstoodException("a descriptor without an address");
    }
    endpoints.addAll(found);
  }

  private static void requirePlaces(OracleNames names, Set<String> allowed) {
    for (OracleNames part : names.parts()) {
      boolean misplaced = PLACES.contains(part.name()) && !allowed.contains(part.name());
      if (misplaced || hidesPlaces(part, allowed)) {
        throw new NotUnderstoodException("'%s' at an unusual place".formatted(part.name()));
      }
    }
  }

  /** Whether places stand inside something that is none itself. */
  private static boolean hidesPlaces(OracleNames part, Set<String> allowed) {
    return !allowed.contains(part.name())
        && part.parts().stream()
            .anyMatch(p -> PLACES.contains(p.name()) || hidesPlaces(p, Set.of()));
  }

  private List<Endpoint> addresses(OracleNames list, String database) {
    List<Endpoint> found = new ArrayList<>();
    for (OracleNames part : list.parts()) {
      if (part.name().equals("ADDRESS")) {
        found.add(address(part, database));
      } else if (part.name().equals("ADDRESS_LIST")) {
        requirePlaces(part, Set.of("ADDRESS", "ADDRESS_LIST"));
        found.addAll(addresses(part, database));
      }
    }
    return isRoute(list) ? behindRelays(list, found) : found;
  }

  private static boolean isRoute(OracleNames list) {
    return switch (list.first("SOURCE_ROUTE", "NO").toUpperCase(Locale.ROOT)) {
      case "NO", "OFF", "FALSE" -> false;
      case "YES", "ON", "TRUE" -> true;
      default -> throw new NotUnderstoodException("a source route that is neither on nor off");
    };
  }

  /** The driver dials the first address, which passes the connection on to the next. */
  private List<Endpoint> behindRelays(OracleNames list, List<Endpoint> route) {
    if (list.has("ADDRESS_LIST") || route.isEmpty()) {
      throw new NotUnderstoodException("a source route through lists of addresses");
    }
    doubt = route.size() > 1 ? "relays of Oracle Net lead there" : doubt;
    return route.subList(route.size() - 1, route.size());
  }

  private Endpoint address(OracleNames address, String database) {
    requirePlaces(address, Set.of());
    String protocol = address.first("PROTOCOL", "").toUpperCase(Locale.ROOT);
    if (!PROTOCOLS.contains(protocol)) {
      throw new NotUnderstoodException("'%s' is not TCP".formatted(protocol));
    }
    if (address.has("HTTPS_PROXY")) {
      doubt = "an HTTPS proxy leads there";
    }
    DialledHost host = DialledHost.of(address.first("HOST", ""));
    doubt = doubt.isEmpty() ? host.doubt() : doubt;
    String port = address.first("PORT", String.valueOf(DEFAULT_PORT));
    return host.endpoint(PortNumber.parse(port), database);
  }

  private String database(OracleNames description) {
    List<OracleNames> data = description.all("CONNECT_DATA");
    if (data.isEmpty() && service.isEmpty()) {
      return "";
    }
    if (data.isEmpty()) {
      throw new NotUnderstoodException("another service for a descriptor that names none");
    }
    OracleNames only = data.get(0);
    int named = only.all("SERVICE_NAME").size() + only.all("SID").size();
    if (data.size() > 1 || named > 1 || only.parts().stream().anyMatch(OracleDescriptor::relays)) {
      throw new NotUnderstoodException("the connect data names more than one database");
    }
    requirePlaces(only, Set.of());
    if (only.has("SID")) {
      return only.first("SID", "");
    }
    return service.isEmpty() ? only.first("SERVICE_NAME", "") : service;
  }

  private static boolean relays(OracleNames part) {
    return RELAYED.contains(part.name());
  }
}
