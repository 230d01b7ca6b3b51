package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.AnnotationRef;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.scenario.RandomTopology;
import dev.fairway.core.scenario.Scenarios;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Declarations from real annotations, on Services with the ports http (80, to 8080) and metrics
 * (9090, to prom).
 */
class DeclarationValidatorTest {

  private static final String TUNNEL = "fairway.dev/tunnel";
  private static final TargetProfile ANYTHING = TargetProfile.unlimited(Commit.WHOLE_PLAN);
  private static final String LAST_GOOD = "ports=every tunnel=mpls fallback=none";

  private static final List<ServicePort> PORTS =
      List.of(
          new ServicePort("http", IpProtocol.TCP, 80, "8080"),
          new ServicePort("metrics", IpProtocol.TCP, 9090, "prom"));

  private record Request(String name, Map<String, String> own, String lastGood) {}

  private static ResolvedCluster resolved(
      TargetProfile profile,
      boolean routesKnown,
      Map<String, String> defaults,
      Request... requests) {
    SortedMap<ServiceKey, ServiceState> states = new TreeMap<>();
    for (Request request : requests) {
      ServiceKey key = new ServiceKey("eu", "shop", request.name);
      states.put(
          key,
          new ServiceState(
              key,
              Instant.EPOCH,
              PORTS,
              IntentAnnotations.read(
                  key, request.own, defaults, Optional.of(request.lastGood), IntentOptions.DEFAULT),
              List.of(),
              List.of()));
    }
    return Resolver.resolve(
            FleetSnapshot.of(RandomTopology.cluster("eu", List.of(), states)),
            RandomTopology.wan(routesKnown),
            profile)
        .clusters()
        .get(new OwnerId("eu"));
  }

  private static ResolvedService service(
      TargetProfile profile, boolean routesKnown, Map<String, String> own, String lastGood) {
    return resolved(profile, routesKnown, Map.of(), new Request("web", own, lastGood))
        .services()
        .get(0);
  }

  private static ResolvedService service(Map<String, String> own) {
    return service(ANYTHING, true, own, "");
  }

  private static List<String> errors(ResolvedService service) {
    return service.diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(error -> error.code().text() + " " + error.key() + " " + error.value())
        .toList();
  }

  @Test
  void validate_annotationsThatCanBeUsed_areValidWithoutAnError() {
    ResolvedService service = service(Map.of(TUNNEL, "mpls", TUNNEL + ".metrics", "biz-internet"));
    assertEquals("valid", service.declaration().text());
    assertEquals(List.of(), errors(service));
  }

  @Test
  void validate_keyForAPortThatIsNotThere_isAnErrorThoughItAddsNothing() {
    ResolvedService service = service(Map.of(TUNNEL, "mpls", TUNNEL + ".metricz", "mpls"));
    assertEquals("unusable", service.declaration().text());
    assertEquals(List.of("UnknownPort fairway.dev/tunnel.metricz metricz"), errors(service));
    assertTrue(
        service.diagnostics().stream()
            .anyMatch(error -> error.message().endsWith("did you mean 'metrics'?")));
  }

  @Test
  void validate_listOfPortsWithOneThatIsNotThere_namesTheKeyThatLists() {
    ResolvedService service = service(Map.of(TUNNEL, "mpls", "fairway.dev/ports", "80,81"));
    assertEquals(List.of("UnknownPort fairway.dev/ports 81"), errors(service));
  }

  @Test
  void validate_unknownPort80BesideAKeyThatLists8080_isNotBlamedOnThatKey() {
    ServiceKey key = new ServiceKey("eu", "shop", "web");
    AnnotationRef lists8080 = listing(key, "fairway.dev/ports", "8080");
    AnnotationRef lists81 = listing(key, "example.org/more-ports", "81");
    assertEquals(
        List.of("UnknownPort  80", "UnknownPort fairway.dev/ports 8080"),
        errors(resolved(key, List.of(lists8080), "80")));
    assertEquals(
        List.of("UnknownPort example.org/more-ports 81", "UnknownPort fairway.dev/ports 8080"),
        errors(resolved(key, List.of(lists8080, lists81), "81")));
  }

  @Test
  void validate_portsOfAnnotations_areComparedWhole() {
    for (String listed : List.of("8080", "180,8080", "http-80")) {
      Map<String, String> own = Map.of(TUNNEL, "mpls", "fairway.dev/ports", listed + ",81");
      IntentReading reading =
          IntentAnnotations.read(
              new ServiceKey("eu", "shop", "web"),
              own,
              Map.of(),
              Optional.empty(),
              IntentOptions.DEFAULT);
      assertTrue(
          reading.annotations().stream()
              .noneMatch(annotation -> annotation.ports().contains("80")));
      assertTrue(
          reading.annotations().stream().anyMatch(annotation -> annotation.ports().contains("81")));
    }
  }

  private static AnnotationRef listing(ServiceKey service, String key, String port) {
    return new AnnotationRef(service.subject(), key, port, Set.of(port), Set.of());
  }

  /** A Service with these annotations, whose intent is for one port. */
  private static ResolvedService resolved(
      ServiceKey key, List<AnnotationRef> annotations, String port) {
    ServiceIntent intent = ServiceIntent.parse("ports=" + port + " tunnel=mpls fallback=none");
    IntentReading reading =
        new IntentReading(Optional.of(intent), Optional.empty(), annotations, Set.of(), List.of());
    ServiceState state =
        new ServiceState(
            key,
            Instant.EPOCH,
            List.of(new ServicePort("web", IpProtocol.TCP, 443)),
            reading,
            List.of(),
            List.of());
    return Resolver.resolve(
            FleetSnapshot.of(
                RandomTopology.cluster("eu", List.of(), new TreeMap<>(Map.of(key, state)))),
            RandomTopology.wan(true),
            ANYTHING)
        .clusters()
        .get(new OwnerId("eu"))
        .services()
        .get(0);
  }

  @Test
  void validate_unknownTransportInADefault_isReportedOnTheNamespaceOnceAndHoldsItsServices() {
    ResolvedCluster cluster =
        resolved(
            ANYTHING,
            true,
            Map.of(TUNNEL, "mplz"),
            new Request("a", Map.of(), LAST_GOOD),
            new Request("b", Map.of(), ""),
            new Request("c", Map.of(TUNNEL, "mpls"), ""));
    assertEquals(
        List.of("held", "unusable", "valid"),
        cluster.services().stream().map(service -> service.declaration().text()).toList());
    List<Diagnostic> unknown =
        cluster.diagnostics().stream()
            .filter(diagnostic -> diagnostic.code() == DiagnosticCode.UNKNOWN_TRANSPORT)
            .toList();
    assertEquals(
        List.of(
            "namespace eu/shop: tunnel 'mplz' is not offered by any site; known: biz-internet,"
                + " mpls, public-internet; did you mean 'mpls'?"),
        unknown.stream().map(Diagnostic::toString).toList());
    assertEquals(
        "service eu/shop/b: the default of namespace eu/shop names the unknown transport 'mplz':"
            + " correct it there, or name a tunnel on the Service; known: biz-internet, mpls,"
            + " public-internet; did you mean 'mpls'?",
        cluster.services().get(1).diagnostics().stream()
            .filter(Diagnostic::isError)
            .findFirst()
            .orElseThrow()
            .toString());
  }

  @Test
  void validate_listOfManyUnknownNames_namesTenAndCountsTheRest() {
    String transports = names("t");
    ResolvedCluster cluster =
        resolved(
            ANYTHING,
            true,
            Map.of(TUNNEL, transports),
            new Request("taker", Map.of(), ""),
            new Request("tunnels", Map.of(TUNNEL, transports, TUNNEL + ".metrics", "nope"), ""),
            new Request(
                "sites", Map.of("fairway.dev/access", "from=" + names("s"), TUNNEL, "mpls"), ""));
    assertEquals(
        List.of(
            "the default of namespace eu/shop names 1990 more unknown transports: correct it there,"
                + " or name a tunnel on the Service"),
        counted(cluster.services().get(1), 11));
    assertEquals(
        List.of("fairway.dev/tunnel names 1990 more transports that no site offers"),
        counted(cluster.services().get(2), 12));
    assertEquals(
        List.of(
            "fairway.dev/access admits 1990 more sites that the WAN does not have, or no network"
                + " of"),
        counted(cluster.services().get(0), 11));
  }

  private static String names(String prefix) {
    return IntStream.range(0, 2000)
        .mapToObj(number -> prefix + number)
        .collect(Collectors.joining(","));
  }

  /** The messages that count names, of a Service with so many errors. */
  private static List<String> counted(ResolvedService service, int errors) {
    assertEquals(errors, errors(service).size());
    return service.diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::message)
        .filter(message -> message.contains(" 1990 more "))
        .toList();
  }

  @Test
  void validate_targetThatCannotMatchSources_refusesEveryService() {
    for (boolean routesKnown : List.of(true, false)) {
      ResolvedService service =
          service(ANYTHING.without(Feature.SOURCE_MATCH), routesKnown, Map.of(TUNNEL, "mpls"), "");
      assertEquals("unusable", service.declaration().text());
      assertEquals(
          List.of(DiagnosticCode.UNSUPPORTED_BY_BACKEND),
          service.diagnostics().stream()
              .filter(Diagnostic::isError)
              .map(Diagnostic::code)
              .toList());
    }
  }

  @Test
  void validate_targetThatMatchesOneSideOnly_servesWhereRoutesAreUnknown() {
    TargetProfile oneSide = ANYTHING.without(Feature.SOURCE_AND_DESTINATION_MATCH);
    Map<String, String> own = Map.of(TUNNEL, "mpls");
    assertEquals("unusable", service(oneSide, true, own, "").declaration().text());
    assertEquals("valid", service(oneSide, false, own, "").declaration().text());
  }

  @Test
  void validate_lastGoodThatTheTargetCannotCarry_isNotHeld() {
    Map<String, String> bad = Map.of(TUNNEL, "mp ls");
    TargetProfile loose = ANYTHING.without(Feature.STRICT_STEER);
    assertEquals("held", service(ANYTHING, true, bad, LAST_GOOD).declaration().text());
    assertEquals("unusable", service(loose, true, bad, LAST_GOOD).declaration().text());
  }

  @Test
  void validate_featureThatTwoPartsNeed_isMissedOnce() {
    ResolvedService service =
        service(
            ANYTHING.without(Feature.STRICT_STEER),
            true,
            Map.of(TUNNEL, "mpls", TUNNEL + ".metrics", "biz-internet"),
            "");
    assertEquals(List.of("UnsupportedByBackend  'tunnel=mpls fallback=none'"), errors(service));
  }

  private static String portsError(String ports) {
    return error("fairway.dev/ports", ports);
  }

  private static String error(String key, String value) {
    return service(Map.of(TUNNEL, "mpls", key, value)).diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::message)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void validate_numberOfThePods_isToldTheServicesPort() {
    assertEquals(
        "port '8080' is not a port of the Service, which has http (80/tcp), metrics (9090/tcp);"
            + " 8080 is the pods' port behind http (80/tcp): write 'http'",
        portsError("8080"));
  }

  @Test
  void validate_nameOfTheTargetPort_isToldTheServicesPort() {
    assertTrue(
        portsError("prom")
            .endsWith("prom is the pods' port behind metrics (9090/tcp): write 'metrics'"));
  }

  @Test
  void validate_numberThatOnlySlicesKnow_isToldTheServicesPort() {
    ResolvedService service =
        Scenarios.resolved(
                """
                service shop/web :tcp:80
                asks ports=8443 tunnel=mpls fallback=none
                behind - tcp/8443 10.1.0.1
                behind other tcp/9443 10.1.0.1
                """)
            .services()
            .get(0);
    assertEquals(
        List.of(
            "port '8443' is not a port of the Service, which has 80/tcp; 8443 is the pods' port"
                + " behind 80/tcp: write '80'"),
        service.diagnostics().stream().map(Diagnostic::message).toList());
  }

  @Test
  void validate_rangeOfPorts_isToldThePortsWithinIt() {
    assertTrue(
        portsError("80-9090")
            .endsWith(
                "names '80-9090': ranges are not taken, list each port; in that range the Service"
                    + " has http (80/tcp), metrics (9090/tcp): write 'http,metrics'"));
    assertTrue(portsError("9000:10000").endsWith("metrics (9090/tcp): write 'metrics'"));
    assertTrue(
        portsError("http,8000..8010")
            .endsWith(
                "; none lies in that range: the Service has http (80/tcp), metrics (9090/tcp)"));
  }

  @Test
  void validate_portThatCannotBeRead_isToldThePortsThereAre() {
    assertTrue(
        portsError("80/TCP")
            .endsWith("did you mean '80'?; the Service has http (80/tcp), metrics (9090/tcp)"));
    assertTrue(portsError("HTTP").contains("did you mean 'http'?; the Service has http (80/tcp)"));
  }

  @Test
  void validate_keyForANumber_isToldTheKeyForTheName() {
    String own = error(TUNNEL + ".80", "mpls");
    String ofThePods = error("fairway.dev/fallback.8080", "any");
    String neither = error(TUNNEL + ".81", "mpls");
    assertTrue(own.endsWith("; did you mean 'fairway.dev/tunnel.http'?"), own);
    assertTrue(ofThePods.endsWith("; did you mean 'fairway.dev/fallback.http'?"), ofThePods);
    assertTrue(neither.endsWith("and '81' is not that"), neither);
  }
}
