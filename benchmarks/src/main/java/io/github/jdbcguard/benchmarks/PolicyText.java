package io.github.jdbcguard.benchmarks;

/** The text of a large policy: 1,000 environments with 10 match entries each. */
final class PolicyText {
  static final int ENVIRONMENTS = 1_000;

  private PolicyText() {}

  /** What a team has. */
  static String team() {
    StringBuilder text = new StringBuilder("guard: 1\nenvironments:\n");
    for (int i = 0; i < ENVIRONMENTS; i++) {
      environment(text, i);
    }
    return text.append("approvers: [ { id: dba, key: \"ssh-ed25519 AAAA\" } ]\n").toString();
  }

  /** What stands above it: 50 environments with two match entries each. */
  static String organisation() {
    StringBuilder text = new StringBuilder("guard: 1\nenvironments:\n");
    for (int i = 0; i < 50; i++) {
      text.append(
          """
            org-%1$d:
              level: protected
              match:
                - { host: "*.core%1$d.example.net" }
                - { cidr: 172.16.%1$d.0/24 }
          """
              .formatted(i));
    }
    return text.toString();
  }

  private static void environment(StringBuilder text, int i) {
    String level =
        switch (i % 4) {
          case 0 -> "open";
          case 1 -> "guarded";
          case 2 -> "protected";
          default -> "sealed";
        };
    text.append(
        """
          env-%1$d:
            level: %2$s
            match:
              - { host: db%1$d.example.com, database: shop }
              - { host: [a%1$d.example.com, b%1$d.example.com], port: 5432 }
              - { host: shared.example.com, database: tenant_%1$d }
              - { host: "*.team%1$d.example.org" }
              - { host: "db-*.zone%1$d.example.org", engine: postgresql }
              - { cidr: 10.%3$d.%4$d.0/24 }
              - { cidr: ["10.%5$d.%4$d.%6$d/%7$d", "fd00:%1$d::/32"], database: [app, crm] }
              - { database: "archive_%1$d" }
              - { host: "*.example.com", database: "*_%1$d" }
        """
            .formatted(i, level, i / 250, i % 250, 128 + i / 250, 128 & -(1 << i % 8), 32 - i % 8));
    text.append(
        i % 20 == 0
            ? "      - { user: \"owner_%d_*\" }\n".formatted(i)
            : "      - { host: reports.example.com, user: report_%d }\n".formatted(i));
  }
}
