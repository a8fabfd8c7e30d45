package io.github.jdbcguard.examples.story;

import io.github.jdbcguard.driver.GuardRefusedException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happens in the story, and what has to be seen after it. */
final class Chapters {
  /** What 'WHERE last_order < ...' finds among the 5,000 customers. */
  private static final int DORMANT = 2_922;

  private static final Pattern CODES =
      Pattern.compile("GUARD_CONFIRM=([0-9A-Z-]+(?:,[0-9A-Z-]+)*)");

  private final Teller teller;
  private final Audit audit;
  private final Shop laptop;
  private final Shop production;
  private final Shop staging;
  private final int ownPort;
  private final int remotePort;

  Chapters(Teller teller, Audit audit, Server own, Server remote) {
    this.teller = teller;
    this.audit = audit;
    this.laptop = own.database("shop");
    this.production = remote.database("shop");
    this.staging = remote.database("shop_staging");
    this.ownPort = own.port();
    this.remotePort = remote.port();
  }

  /** Tells it from the beginning to the end. */
  void tell() throws SQLException, IOException {
    for (Shop shop : List.of(laptop, production, staging)) {
      shop.create();
    }
    Shop.State untouched = production.look();
    teller.remark("Each server has a database 'shop'. On the remote one, that is production:");
    show("production", production);
    onTheLaptop();
    withoutTheGuard(untouched);
    String code = withTheGuard(untouched);
    withAnExpectation(untouched);
    onStaging(untouched);
    confirmed(untouched, code);
    inTheAudit();
    teller.remark("%nEverything went as told: each count, checksum and SQLState was checked.");
  }

  private void onTheLaptop() throws SQLException {
    String url = "jdbc:guard:postgresql://localhost:%d/".formatted(ownPort);
    teller.chapter("0. It works on the laptop, where the guard has nothing to say.", url);
    runs(new Migration(url), laptop);
    show("laptop", laptop);
  }

  private void withoutTheGuard(Shop.State untouched) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/".formatted(remotePort);
    teller.chapter("a. The host of staging is pasted, the database forgotten. No guard.", url);
    runs(new Migration(url), production);
    teller.say("The driver took the user's name, shop, for the database: this was production.");
    show("production", production);
    production.create();
    Expect.equal("production, restored", untouched, production.look());
    show("restored", production);
  }

  private String withTheGuard(Shop.State untouched) throws SQLException {
    String url = productionUrl("jdbc:guard:");
    teller.chapter("b. The same mistake, with jdbc:guard: in front of the URL.", url);
    GuardRefusedException refusal = Expect.refusal("28X02", new Migration(url));
    teller.quote(String.valueOf(refusal.getMessage()));
    unchanged(untouched);
    return codes(refusal);
  }

  private void withAnExpectation(Shop.State untouched) throws SQLException {
    String url = productionUrl("jdbc:guard:@staging:");
    teller.chapter("c. The same mistake, in a URL that also says what is meant: @staging.", url);
    GuardRefusedException refusal = Expect.refusal("28X05", new Migration(url));
    teller.quote(String.valueOf(refusal.getMessage()));
    unchanged(untouched);
  }

  private void onStaging(Shop.State untouched) throws SQLException {
    String url = productionUrl("jdbc:guard:@staging:") + "shop_staging";
    teller.chapter("d. The URL as it was meant.", url);
    runs(new Migration(url), staging);
    show("staging", staging);
    unchanged(untouched);
  }

  private void confirmed(Shop.State untouched, String code) throws SQLException {
    String url = productionUrl("jdbc:guard:");
    teller.chapter("e. Later that day it is meant for production, and confirmed by code.", url);
    teller.say("First with the code that refusal b named: guard.confirm=%s", code);
    Migration migration = new Migration(url);
    GuardRefusedException refusal = Expect.refusal("28X02", migration.with("guard.confirm", code));
    teller.say("The UPDATE passed; then came the ALTER, which nobody had confirmed:");
    teller.quote(String.valueOf(refusal.getMessage()));
    unchanged(untouched);
    String both = codes(refusal);
    Expect.that("the refusal names a code for both", !both.equals(code), both);
    teller.say("Again, with the code for both: guard.confirm=%s", both);
    runs(migration.with("guard.confirm", both), production);
    show("production", production);
  }

  private void inTheAudit() throws IOException {
    teller.remark("%nThe audit has it all: %s", audit.file());
    List<Audit.Entry> entries = audit.entries();
    entries.forEach(entry -> teller.say("%s", entry));
    Expect.equal(
        "events in the audit",
        List.of(
            "refused UPDATE",
            "refused (connecting)",
            "admitted UPDATE",
            "completed",
            "refused ALTER",
            "admitted UPDATE",
            "completed",
            "admitted ALTER",
            "completed"),
        entries.stream()
            .map(e -> (e.event() + " " + e.statement().split(" ", 2)[0]).strip())
            .toList());
  }

  private String productionUrl(String prefix) {
    return "%spostgresql://127.0.0.1:%d/".formatted(prefix, remotePort);
  }

  private void runs(Migration migration, Shop changed) throws SQLException {
    int marked = Expect.success(migration);
    teller.say("It ran: %,d rows updated, a column added.", marked);
    Shop.State state = changed.look();
    Expect.equal("rows that the migration updated", DORMANT, marked);
    Expect.equal("rows that are changed", DORMANT, state.dormant());
    Expect.that("the new column is there", state.points(), state);
  }

  private void unchanged(Shop.State untouched) throws SQLException {
    Expect.equal("production, which nobody should have changed", untouched, production.look());
    show("production", production);
  }

  private void show(String label, Shop shop) throws SQLException {
    teller.say("%-10s  %s", label, shop.look());
  }

  /** What the refusal's own advice says to set. */
  private static String codes(GuardRefusedException refusal) {
    Matcher codes = CODES.matcher(refusal.next());
    Expect.that("the refusal names a code", codes.find(), refusal.next());
    return codes.group(1);
  }
}
