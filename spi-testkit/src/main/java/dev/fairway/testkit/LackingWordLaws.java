package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Dscp;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.translate.Translator;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.SdwanBackend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That a profile says enough for the host: a Service that asks for what the target lacks is held
 * whole, with the last intent that the target could carry out, and no other Service is.
 */
abstract class LackingWordLaws {

  private static final String CLUSTER = "kit";
  private static final Set<Feature> CARRYING =
      Set.of(Feature.PORT_MATCH, Feature.SOURCE_MATCH, Feature.SOURCE_AND_DESTINATION_MATCH);

  abstract ConformanceFixture fixture();

  @ParameterizedTest
  @EnumSource(names = {"PEER_SETS", "DROP", "ENCRYPTED_ONLY", "SERVICE_FUNCTION", "MARK"})
  void L08_serviceThatAsksForWhatTheTargetLacks_isHeldWholeAndNoOther(Feature word) {
    try (ConformanceFixture fixture = fixture()) {
      assumeTrue(
          fixture.profile().features().containsAll(CARRYING),
          "the target can carry no Service's requests and replies");
      Optional<SdwanBackend> poorer =
          fixture.profile().has(word)
              ? fixture.openWith(fixture.profile().without(word))
              : Optional.of(fixture.target.open(ConformanceFixture.OWNER));
      assumeTrue(poorer.isPresent(), "the target's claims cannot be made smaller");
      try (SdwanBackend backend = poorer.get()) {
        TargetProfile told = backend.inventory(fixture.call()).profile();
        for (ServiceIntent asked : intents(word, fixture)) {
          assertHeldAlone(fixture, backend, told, word, asked);
        }
      }
    }
  }

  private static void assertHeldAlone(
      ConformanceFixture fixture,
      SdwanBackend backend,
      TargetProfile told,
      Feature word,
      ServiceIntent asked) {
    WanInventory wan = fixture.wan.inventory();
    Treatment before = fixture.rules.usual(0);
    Treatment others = fixture.rules.usual(1);
    IpPrefix first = address(fixture, 7);
    IpPrefix second = address(fixture, 8);

    ResolvedCluster cluster =
        resolved(
            wan,
            told,
            service("asking", first, asked, everyPort(before)),
            service("other", second, everyPort(others), everyPort(before)));
    List<PathRule> rules = Translator.translate(cluster, wan, told).policy().rules();

    assertHeld(cluster.services().get(0), word, before);
    assertEquals("valid", cluster.services().get(1).declaration().text());
    ApplyAttempt.of(backend, fixture.planTo(backend, rules), fixture.wan, fixture.call())
        .assertSucceeded();
    assertTreated(fixture, rules, first, before);
    assertTreated(fixture, rules, second, others);
  }

  private static void assertHeld(ResolvedService asking, Feature word, Treatment before) {
    assertEquals("held", asking.declaration().text(), asking.diagnostics().toString());
    assertEquals(Optional.of(everyPort(before)), asking.declaration().inForce());
    assertTrue(
        asking.diagnostics().stream()
            .filter(Diagnostic::isError)
            .filter(error -> error.code() == DiagnosticCode.UNSUPPORTED_BY_BACKEND)
            .anyMatch(error -> error.message().endsWith(word.description())),
        "no error says that the target lacks " + word + ": " + asking.diagnostics());
  }

  private static void assertTreated(
      ConformanceFixture fixture, List<PathRule> rules, IpPrefix address, Treatment expected) {
    List<PathRule> ofService =
        rules.stream().filter(rule -> rule.serviceAddresses().contains(address)).toList();
    assertTrue(!ofService.isEmpty(), address + " has no rule");
    for (PathRule rule : ofService) {
      assertEquals(
          Optional.of(expected),
          fixture.target.inForce(fixture.rules.flow(rule)),
          rule.canonical());
    }
  }

  /** The nth address of the first site, where the target says which networks it has. */
  private static IpPrefix address(ConformanceFixture fixture, int number) {
    return fixture.rules.lans().stream()
        .map(Network::prefix)
        .filter(prefix -> prefix.length() <= 28)
        .findFirst()
        .<IpPrefix>map(prefix -> Ipv4Prefix.address(((Ipv4Prefix) prefix).bits() + number))
        .orElseGet(() -> IpPrefix.parse("192.0.2." + number));
  }

  /** The word alone, beside a tunnel, and beside one for one port of the Service only. */
  private static List<ServiceIntent> intents(Feature word, ConformanceFixture fixture) {
    Treatment usual = fixture.rules.usual(0);
    PortIntent everywhere = new PortIntent(PortSelection.EVERY, usual);
    List<ServiceIntent> intents = new ArrayList<>();
    for (Treatment alone : alone(word, fixture)) {
      Treatment beside = alone.toBuilder().steer(usual.steer().orElseThrow()).build();
      intents.add(everyPort(alone));
      intents.add(everyPort(beside));
      intents.add(
          new ServiceIntent(
              List.of(everywhere, new PortIntent(PortSelection.listed(List.of("https")), beside))));
    }
    return intents;
  }

  private static List<Treatment> alone(Feature word, ConformanceFixture fixture) {
    Treatment.Builder asked = Treatment.builder();
    return switch (word) {
      case PEER_SETS, DROP ->
          List.of(
              Treatment.DROP,
              asked
                  .admission(
                      new Admission(fixture.wan.inventory().siteIds().headSet(last(fixture))))
                  .build());
      case ENCRYPTED_ONLY -> List.of(asked.encryption().build());
      case SERVICE_FUNCTION -> List.of(asked.inspect(fixture.words().functions().get(0)).build());
      default -> List.of(asked.dscp(Dscp.parse("ef")).build());
    };
  }

  private static SiteId last(ConformanceFixture fixture) {
    return fixture.wan.inventory().siteIds().last();
  }

  private static ResolvedCluster resolved(
      WanInventory wan, TargetProfile profile, ServiceState... services) {
    TreeMap<ServiceKey, ServiceState> states = new TreeMap<>();
    for (ServiceState service : services) {
      states.put(service.key(), service);
    }
    ClusterSnapshot cluster =
        new ClusterSnapshot(
            CLUSTER,
            ConformanceFixture.OWNER,
            1,
            Completeness.COMPLETE,
            List.of(),
            Optional.empty(),
            Datapath.NATIVE,
            states,
            List.of());
    return Resolver.resolve(FleetSnapshot.of(cluster), wan, profile)
        .clusters()
        .values()
        .iterator()
        .next();
  }

  private static ServiceState service(
      String name, IpPrefix address, ServiceIntent declared, ServiceIntent lastGood) {
    return new ServiceState(
        new ServiceKey(CLUSTER, "shop", name),
        Instant.EPOCH,
        List.of(new ServicePort("https", IpProtocol.TCP, 443, "443")),
        new IntentReading(
            Optional.of(declared), Optional.of(lastGood), List.of(), Set.of(), List.of()),
        List.of(
            new ServiceEndpoints(
                "https",
                Optional.of(IpProtocol.TCP),
                OptionalInt.of(443),
                List.of(Endpoint.pod(address, Optional.empty())))),
        List.of());
  }

  private static ServiceIntent everyPort(Treatment treatment) {
    return new ServiceIntent(List.of(new PortIntent(PortSelection.EVERY, treatment)));
  }
}
