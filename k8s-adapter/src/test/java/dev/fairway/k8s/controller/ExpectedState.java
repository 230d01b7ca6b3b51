package dev.fairway.k8s.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Reason;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.proof.ExhaustiveCheck;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.translate.Translator;
import dev.fairway.runtime.Condition;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The state that must hold at rest: the fabric and the conditions on the API, compared with the
 * API's own objects. Nothing here asks the controller.
 */
final class ExpectedState {

  private final WatchedClusterFixture fixture;
  private final ResolvedFleet asked;
  private final ResolvedCluster cluster;
  private final DesiredPolicy policy;
  private final List<Service> services;

  private ExpectedState(WatchedClusterFixture fixture) {
    this.fixture = fixture;
    asked = fixture.asked();
    cluster = asked.clusters().get(MockFabricFixture.OWNER);
    policy = new DesiredPolicy(fixture.target().rules());
    services = fixture.writers().services();
  }

  /** The truth as it is now. */
  static ExpectedState of(WatchedClusterFixture fixture) {
    return new ExpectedState(fixture);
  }

  /** The fabric does for every packet what is asked, and the API says so. */
  void assertInForce() {
    assertEquals(Optional.empty(), ExhaustiveCheck.check(asked, policy).witness());
    assertTold();
    for (Service service : services) {
      assertEquals(
          nothingIsInTheWay(service), ServiceConditions.isProgrammed(service), () -> text(service));
    }
  }

  /** Every condition is true, whether or not the fabric does what is asked. */
  void assertTold() {
    assertTrue(fixture.target().leftOthersAlone(), "what is not ours was touched");
    SortedSet<ServiceKey> deprived = new PacketCensus(asked, policy).deprived();
    for (Service service : services) {
      assertAccepted(service);
      assertTrue(
          !deprived.contains(key(service)) || !ServiceConditions.isProgrammed(service),
          () -> "loses packets to somebody else, and yet: " + text(service));
    }
  }

  /** The conditions of the other controller stand as it wrote them. */
  void assertKept(Map<String, io.fabric8.kubernetes.api.model.Condition> said) {
    Map<String, io.fabric8.kubernetes.api.model.Condition> kept = new TreeMap<>();
    for (Service service : services) {
      ServiceConditions.all(service).stream()
          .filter(condition -> !condition.getType().startsWith("fairway.dev/"))
          .forEach(condition -> kept.put(RandomServices.path(service), condition));
    }
    assertEquals(said, kept);
  }

  /** What is held was asked for once, could be used then, and may have been seen. */
  void assertHeld(LastGoodCandidates lastGood) {
    for (Service service : services) {
      Declaration declaration = resolved(service).declaration();
      if (declaration instanceof Declaration.Held || declaration instanceof Declaration.Unusable) {
        String text = ServiceConditions.acceptedText(service);
        Set<String> possible = lastGood.possible(service);
        assertTrue(possible.contains(text), () -> text(service) + ", but of " + possible);
      }
    }
  }

  private void assertAccepted(Service service) {
    Declaration declaration = resolved(service).declaration();
    String inForce = declaration.inForce().map(ServiceIntent::canonical).orElse("");
    Optional<String> expected =
        declaration.fold(
            valid -> Optional.of("True " + inForce),
            held -> Optional.of("False " + inForce),
            () -> Optional.of("False "),
            Optional::empty);
    Optional<String> actual =
        ServiceConditions.find(service, Condition.ACCEPTED)
            .map(condition -> condition.getStatus() + " " + condition.getMessage());
    assertEquals(expected, actual, () -> text(service));
    assertEquals(
        expected.isPresent() ? 2 : 0,
        ServiceConditions.ofFairway(service).size(),
        () -> text(service));
  }

  private boolean nothingIsInTheWay(Service service) {
    ResolvedService resolved = resolved(service);
    List<Diagnostic> told = new ArrayList<>(resolved.diagnostics());
    Translator.translate(cluster, asked.wan(), fixture.target().profile()).diagnostics().stream()
        .filter(diagnostic -> diagnostic.subject().equals(resolved.key().subject()))
        .forEach(told::add);
    return resolved.declaration() instanceof Declaration.Valid
        && told.stream().noneMatch(ExpectedState::isInTheWay);
  }

  private static boolean isInTheWay(Diagnostic diagnostic) {
    Reason reason = diagnostic.code().reason();
    return diagnostic.isError()
        || (diagnostic.severity() == Severity.WARNING
            && reason != Reason.INVALID_INTENT
            && reason != Reason.PROGRAMMED);
  }

  private ResolvedService resolved(Service service) {
    return cluster.service(key(service)).orElseThrow();
  }

  private static ServiceKey key(Service service) {
    return new ServiceKey(
        MockFabricFixture.OWNER.value(),
        service.getMetadata().getNamespace(),
        service.getMetadata().getName());
  }

  private String text(Service service) {
    return RandomServices.path(service)
        + " "
        + service.getMetadata().getAnnotations()
        + " is told "
        + ServiceConditions.ofFairway(service)
        + "; read plainly it is "
        + resolved(service).declaration()
        + " with "
        + resolved(service).diagnostics();
  }
}
