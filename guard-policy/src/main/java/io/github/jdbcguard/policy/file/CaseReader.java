package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.PolicyCase;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a policy expects of itself. */
final class CaseReader {
  private final Faults faults;

  CaseReader(Faults faults) {
    this.faults = faults;
  }

  List<PolicyCase> read(YamlFields root) {
    return root.items("tests").stream().map(node -> read(node)).toList();
  }

  private PolicyCase read(YamlNode node) {
    YamlFields fields = YamlFields.of(node);
    return new PolicyCase(
        fields.place(),
        fields.text("name"),
        fields.text("url"),
        texts(fields.fields("properties")),
        fields.text("sql"),
        origins(fields),
        moment(fields),
        addresses(fields.fields("addresses")),
        texts(fields.fields("expect")));
  }

  private static Map<String, String> texts(YamlFields fields) {
    Map<String, String> texts = new HashMap<>();
    for (YamlNode.Entry entry : fields.entries()) {
      texts.put(entry.key().value(), fields.text(entry.key().value()));
    }
    return texts;
  }

  private static Set<Origin> origins(YamlFields fields) {
    Set<Origin> origins = EnumSet.noneOf(Origin.class);
    fields.texts("origin").forEach(text -> Origin.parse(text.value()).ifPresent(origins::add));
    return origins.isEmpty() ? EnumSet.of(Origin.WORKSTATION) : origins;
  }

  private Optional<Instant> moment(YamlFields fields) {
    Optional<YamlNode.Scalar> text = fields.scalar("at");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text.get().value()).toInstant());
    } catch (DateTimeException e) {
      if (text.get().value().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+(Z|[-+][0-9:]+)")) {
        faults.add(text.get().place(), momentProblem(text.get().value()));
      }
      return Optional.empty();
    }
  }

  private static String momentProblem(String text) {
    try {
      LocalDateTime.parse(text.replaceFirst("(Z|[-+][0-9:]+)$", ""));
      return "there is no such offset: '%s'; they go from -18:00 to +18:00".formatted(text);
    } catch (DateTimeException e) {
      return DateText.problem(text);
    }
  }

  private Map<String, List<InetAddress>> addresses(YamlFields fields) {
    Map<String, List<InetAddress>> addresses = new HashMap<>();
    for (YamlNode.Entry entry : fields.entries()) {
      addresses.put(
          entry.key().value().toLowerCase(Locale.ROOT),
          fields.texts(entry.key().value()).stream()
              .map(this::address)
              .flatMap(Optional::stream)
              .toList());
    }
    return addresses;
  }

  private Optional<InetAddress> address(YamlNode.Scalar text) {
    Optional<InetAddress> address = Cidr.literal(text.value());
    if (address.isEmpty()) {
      faults.add(
          text.place(),
          "'%s' is not an IP address; write one as 10.20.1.1 or \"fd00::1\""
              .formatted(text.value()));
    }
    return address;
  }
}
