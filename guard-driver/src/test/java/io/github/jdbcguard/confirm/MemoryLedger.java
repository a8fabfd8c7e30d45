package io.github.jdbcguard.confirm;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A ledger that forgets everything with the test. */
final class MemoryLedger implements Ledger {
  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, Set<String>> vetoes = new HashMap<>();
  private boolean broken;

  void breakDown() {
    broken = true;
  }

  @Override
  public boolean take(List<Use> uses) throws IOException {
    requireWhole();
    Map<String, Integer> after = new HashMap<>(taken);
    for (Use use : uses) {
      int times = after.merge(use.request() + use.statement(), 1, Integer::sum);
      if (times > use.allowed()) {
        return false;
      }
    }
    taken.putAll(after);
    return true;
  }

  @Override
  public void addVeto(String request, String token) throws IOException {
    requireWhole();
    vetoes.computeIfAbsent(request, r -> new LinkedHashSet<>()).add(token);
  }

  @Override
  public Set<String> vetoes(String request) throws IOException {
    requireWhole();
    return vetoes.getOrDefault(request, Set.of());
  }

  @Override
  public String place() {
    return "memory";
  }

  private void requireWhole() throws IOException {
    if (broken) {
      throw new IOException("the disk is gone");
    }
  }
}
