package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.Defaults.Choice;
import io.github.jdbcguard.policy.Defaults.Question;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that was declared, in layers. Every layer speaks and the strictest counts, so that no
 * layer can loosen another. Immutable.
 */
public final class Policy {
  private static final Place BUILT_IN = new Place(Place.BUILT_IN, 1, 1);

  private final List<Layer> layers;
  private final List<LayerView> views;
  private final Environment undeclared;
  private final ServerClaims server;
  private final AuditTerms audit;
  private final String fingerprint;

  /**
   * A policy of these layers.
   *
   * @param layers at least one, in any order
   */
  public Policy(List<Layer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a policy has at least the built-in layer");
    }
    this.layers = layers.stream().sorted((a, b) -> a.kind().compareTo(b.kind())).toList();
    this.views = LayerView.of(this.layers);
    this.undeclared = undeclared(this.layers);
    this.server = new ServerClaims(this, views);
    this.audit = AuditSection.merged(this.layers);
    this.fingerprint =
        Fingerprint.of(
            this.layers.stream()
                .flatMap(layer -> Stream.of(layer.kind().id(), layer.fingerprint()))
                .toList());
  }

  /** What holds without a file: databases in this process and on loopback are open. */
  public static Policy builtIn() {
    return new Policy(List.of(BuiltInDefaults.LAYER));
  }

  /** From the organisation's to the user's. */
  public List<Layer> layers() {
    return layers;
  }

  /**
   * The environments that this request belongs to. A connection that may reach several endpoints
   * belongs to all environments of all of them; an endpoint that none declares, and a target that
   * is not resolved, make it undeclared as well. So does an open environment of a target that is
   * not certain.
   */
  public Assignment assign(
      ConnectionRequest request, HostAddresses addresses, OriginFinder origins) {
    HostAddresses once = new AddressesOnce(addresses);
    List<Claim> claims = new ArrayList<>();
    boolean allDeclared = request.target().resolved();
    for (Endpoint endpoint : request.target().endpoints()) {
      allDeclared &= addClaims(claims, request, endpoint, once, origins);
    }
    if (!request.target().resolved()) {
      views.forEach(view -> view.addUnresolved(claims, request, origins));
    }
    if (!allDeclared) {
      claims.add(undeclared(undeclaredBecause(request), origins));
    }
    return new Assignment(claims.stream().distinct().toList());
  }

  /**
   * The same as far as it is certain before the server was asked what it is.
   *
   * @param claimed what the name of the server claims
   */
  public Assignment assignBeforeAsking(Engine engine, Assignment claimed, OriginFinder origins) {
    return claimed.and(server.beforeAsking(engine, claimed, origins));
  }

  /**
   * The same, and the environments that it belongs to because of what its server says of itself,
   * whatever the URL says: pinned identities, the marker, the database and the user in the server's
   * words. A server that is none of those pinned for an environment which its name claims is
   * undeclared, and so is one that lacks a marker which is required.
   *
   * @param claimed what the name of the server claims
   */
  public Assignment assignAsked(
      ServerReport report,
      ConnectionRequest request,
      Assignment claimed,
      HostAddresses addresses,
      OriginFinder origins) {
    return claimed.and(server.of(report, request, claimed, addresses, origins));
  }

  /** Whether any environment pins servers of this engine. */
  public boolean pinsIdentity(Engine engine) {
    return environments().anyMatch(e -> e.identity().containsKey(engine));
  }

  /** The names of all environments. */
  public Set<String> names() {
    return environments().map(Environment::name).collect(Collectors.toSet());
  }

  /** The files this policy was read from, for messages. */
  public String sources() {
    return layers.stream().map(Layer::source).collect(Collectors.joining(", "));
  }

  /**
   * The SHA-256 of all layers and their texts, in hexadecimal: another one with each change of a
   * file, and the same one for equal files, wherever they lie.
   */
  public String fingerprint() {
    return fingerprint;
  }

  /** On which terms the audit is kept. */
  public AuditTerms audit() {
    return audit;
  }

  /**
   * Where the uses of approvals are kept: the path of a file or a JDBC URL, as the highest layer
   * says that names one. Empty where none does.
   */
  public String ledger() {
    return layers.stream()
        .map(Layer::ledger)
        .filter(LedgerPlace::named)
        .findFirst()
        .map(LedgerPlace::location)
        .orElse("");
  }

  /** The strictest answer that a layer gives; the default where none does. */
  public Choice answer(Question question) {
    Choice usual =
        switch (question) {
          case UNDECLARED -> Choice.READ_ONLY;
          case MISSING_POLICY -> Choice.BUILT_IN;
          case AUDIT_FAILURE -> Choice.REFUSE_UNRECORDED;
        };
    List<Choice> answers =
        layers.stream()
            .flatMap(
                layer ->
                    layer
                        .defaults()
                        .answer(question)
                        .filter(choice -> layer.declares() || choice.strict())
                        .stream())
            .toList();
    boolean highestIsSilent =
        layers.stream()
            .filter(layer -> layer.kind() != Layer.Kind.BUILT_IN)
            .findFirst()
            .flatMap(layer -> layer.defaults().answer(question))
            .isEmpty();
    // Where silence is strict, a lower layer cannot make it mild.
    boolean silenced = usual.strict() && highestIsSilent;
    return answers.stream()
        .filter(Choice::strict)
        .findFirst()
        .or(() -> answers.stream().filter(mild -> !silenced).findFirst())
        .orElse(usual);
  }

  /** What all layers together say of machines and users. */
  public List<OriginEvidence> originEvidence() {
    return layers.stream()
        .filter(Layer::declares)
        .flatMap(layer -> layer.origins().stream())
        .toList();
  }

  private Stream<Environment> environments() {
    return layers.stream().flatMap(layer -> layer.environments().stream());
  }

  private boolean addClaims(
      List<Claim> claims,
      ConnectionRequest request,
      Endpoint endpoint,
      HostAddresses addresses,
      OriginFinder origins) {
    boolean declared = false;
    for (LayerView view : views) {
      declared |= view.addMatching(claims, request, endpoint, addresses, origins);
    }
    return declared;
  }

  /** That an environment lacks what it requires; it keeps its name. */
  Claim unmarked(String evidence, Place place, OriginFinder origins) {
    return new Claim(
        undeclared, evidence, place, origins.with(List.of()), false, List.of(), Layer.Kind.USER);
  }

  Claim undeclared(String evidence, OriginFinder origins) {
    return undeclared(evidence, BUILT_IN, origins);
  }

  Claim undeclared(String evidence, Place place, OriginFinder origins) {
    return new Claim(
        undeclared,
        evidence,
        place,
        origins.with(List.of()),
        false,
        List.of(),
        Layer.Kind.BUILT_IN);
  }

  /** Stands in where no environment declares a target: reads, and nothing else. */
  private static Environment undeclared(List<Layer> layers) {
    return new Environment(
        Assignment.UNDECLARED,
        BUILT_IN,
        Set.of(),
        Recognition.of(List.of()),
        Protection.of(Level.SEALED, BUILT_IN),
        ConsentTerms.DEFAULT,
        false,
        layers.stream()
            .map(Layer::messages)
            .filter(messages -> messages.about(Assignment.UNDECLARED).isPresent())
            .findFirst()
            .orElse(Messages.NONE));
  }

  private String undeclaredBecause(ConnectionRequest request) {
    return request.target().certain()
        ? "no environment matches (" + sources() + ")"
        : "the target cannot be known: " + request.target().doubt();
  }
}
