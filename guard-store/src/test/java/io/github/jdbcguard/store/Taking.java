package io.github.jdbcguard.store;

import io.github.jdbcguard.confirm.Ledger.Use;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process that takes a use for each line {@code URL REQUEST}, and says whether it got it. */
final class Taking {
  private Taking() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, TableLedger> ledgers = new HashMap<>();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      String[] order = line.split(" ", -1);
      TableLedger ledger = ledgers.computeIfAbsent(order[0], url -> TableLedger.of(url, Map.of()));
      System.out.println(
          ledger.take(List.of(new Use(order[1], "statement", 1, Instant.now(), "me@here"))));
    }
  }
}
