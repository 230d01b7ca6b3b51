package dev.fairway.k8s.assume;

import static dev.fairway.k8s.assume.AssumedShop.FRANKFURT;
import static dev.fairway.k8s.assume.AssumedShop.MADRID;
import static dev.fairway.k8s.assume.AssumedShop.network;
import static dev.fairway.k8s.assume.AssumedShop.objects;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.wan.Network;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of a Service that gets less than it asks for. */
class SelectionDiagnosticsTest {

  private static final List<Network> SITES = List.of(FRANKFURT, MADRID);

  private static String service(String spec) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: api, namespace: shop, annotations: {fairway.dev/tunnel: mpls}}
    spec: {%s}
    ---
    """
        .formatted(spec);
  }

  private static String workload(String kind, String name, String labels) {
    return """
    apiVersion: apps/v1
    kind: %s
    metadata: {name: %s, namespace: shop}
    spec:
      template:
        metadata: {labels: {%s}}
        spec:
          initContainers: [{name: migrate, image: a, ports: [{name: admin, containerPort: 1}]}]
          containers: [{name: a, image: a, ports: [{name: web, containerPort: 8080}]}]
    ---
    """
        .formatted(kind, name, labels);
  }

  private static List<Diagnostic> told(List<Network> networks, String yaml) {
    return AssumedShop.make(2, networks, objects(yaml)).diagnostics();
  }

  private static Diagnostic only(List<Network> networks, DiagnosticCode code, String yaml) {
    List<Diagnostic> told = told(networks, yaml);
    assertEquals(1, told.size(), told::toString);
    assertEquals(code, told.get(0).code());
    assertEquals(new Subject(Subject.Kind.SERVICE, "eu/shop/api"), told.get(0).subject());
    return told.get(0);
  }

  private static void assertSays(Diagnostic diagnostic, String... parts) {
    for (String part : parts) {
      assertTrue(diagnostic.message().contains(part), diagnostic::message);
    }
  }

  @Test
  void of_serviceWithItsPods_isNothing() {
    assertEquals(
        List.of(),
        told(
            SITES,
            service("selector: {app: api}, ports: [{name: http, port: 80, targetPort: web}]")
                + workload("Deployment", "api", "app: api")));
  }

  @Test
  void of_serviceWithControlsAlone_isNothingSinceItAsksForNothing() {
    String controlled =
        service("selector: {tier: web, app: api}, ports: [{port: 80}]")
            .replace("fairway.dev/tunnel: mpls", "fairway.dev/mode: observe");

    assertEquals(List.of(), told(SITES, controlled));
  }

  @Test
  void of_selectorThatNothingHas_namesItAndWhatWouldHelp() {
    Diagnostic told =
        only(
            SITES,
            DiagnosticCode.NO_ENDPOINTS,
            service("selector: {tier: web, app: api}, ports: [{port: 80}]"));

    assertEquals("app=api,tier=web", told.value());
    assertSays(told, "app=api,tier=web", "file of the workload", "EndpointSlices");
  }

  @Test
  void of_selectorThatAWorkloadNearlyHas_namesThatWorkload() {
    assertSays(
        only(
            SITES,
            DiagnosticCode.NO_ENDPOINTS,
            service("selector: {tier: web, app: api}, ports: [{port: 80}]")
                + workload("Deployment", "cart", "app: cart")
                + workload("DaemonSet", "web", "tier: web, app: apis")),
        "the pods of DaemonSet shop/web have app=apis,tier=web");
  }

  @Test
  void of_workloadInAnotherNamespace_namesIt() {
    assertSays(
        only(
            SITES,
            DiagnosticCode.NO_ENDPOINTS,
            service("selector: {app: api}, ports: [{port: 80}]")
                + workload("Deployment", "api", "app: api")
                    .replace("namespace: shop", "namespace: other")),
        "Deployment other/api",
        "another namespace");
  }

  @Test
  void of_podBeyondThoseAssumed_saysHowManyMakeIt() {
    assertSays(
        only(
            SITES,
            DiagnosticCode.NO_ENDPOINTS,
            service("selector: {statefulset.kubernetes.io/pod-name: db-4}, ports: [{port: 80}]")
                + workload("StatefulSet", "db", "app: db")),
        "pod 4 of StatefulSet shop/db",
        "--assume-pods 5");
  }

  @Test
  void of_podThatHasEnded_saysSo() {
    assertSays(
        only(
            SITES,
            DiagnosticCode.NO_ENDPOINTS,
            service("selector: {app: api}, ports: [{port: 80}]")
                + """
                apiVersion: v1
                kind: Pod
                metadata: {name: api-0, namespace: shop, labels: {app: api}}
                spec: {containers: [{name: a, image: a}]}
                status: {phase: Failed, podIP: 10.1.0.9}
                """),
        "Pod shop/api-0 has ended");
  }

  @Test
  void of_serviceWithoutSelector_asksForItsSlices() {
    assertSays(
        only(SITES, DiagnosticCode.NO_ENDPOINTS, service("ports: [{port: 80}]")),
        "no selector",
        "EndpointSlices");
  }

  @Test
  void of_serviceThatAsksForNothing_isNothing() {
    String yaml = service("selector: {app: api}, ports: [{port: 80, targetPort: '8080'}]");

    assertEquals(List.of(), told(SITES, yaml.replace("fairway.dev/tunnel", "other/tunnel")));
    assertEquals(2, told(SITES, yaml).size());
  }

  @Test
  void of_serviceThatAsksByItsNamespace_isTheSame() {
    String namespace =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, annotations: {fairway.dev/tunnel: mpls}}
        ---
        """;
    String yaml =
        service("selector: {app: api}, ports: [{port: 80}]")
            .replace("fairway.dev/tunnel", "other/tunnel");

    assertEquals(1, told(SITES, namespace + yaml).size());
  }

  @Test
  void of_portNameThatSomePodsLack_namesThoseAndTheirPorts() {
    Diagnostic told =
        only(
            SITES,
            DiagnosticCode.NO_SUCH_PORT_IN_SLICES,
            service(
                    "selector: {app: api}, ports: [{name: http, port: 80, targetPort: web},"
                        + " {name: metrics, port: 90, targetPort: prom}]")
                + workload("Deployment", "api", "app: api")
                + workload("DaemonSet", "metrics", "app: api")
                    .replace("{name: web", "{name: prom, containerPort: 91}, {name: web"));

    assertEquals("prom", told.value());
    assertSays(told, "Deployment shop/api (it names web)");
    assertFalse(told.message().contains("DaemonSet"), told::message);
  }

  @Test
  void of_portOfAnInitContainer_saysWhatItLacks() {
    assertSays(
        only(
            SITES,
            DiagnosticCode.NO_SUCH_PORT_IN_SLICES,
            service("selector: {app: api}, ports: [{port: 80, targetPort: admin}]")
                + workload("Deployment", "api", "app: api")),
        "'admin'",
        "Deployment shop/api",
        "restartPolicy Always");
  }

  @Test
  void of_portThatIsNotAskedFor_isNothing() {
    assertEquals(
        List.of(),
        told(
            SITES,
            service(
                        "selector: {app: api}, ports: [{name: http, port: 80, targetPort: web},"
                            + " {name: metrics, port: 90, targetPort: prom}]")
                    .replace("{fairway.dev", "{fairway.dev/ports: http, fairway.dev")
                + workload("Deployment", "api", "app: api")));
  }

  @Test
  void of_refusedTargetPort_isToldOfTheServiceAndOfNothingElse() {
    HasMetadata[] objects =
        objects(
            service(
                    "selector: {app: api}, ports: [{name: a, port: 80, targetPort: '8080'},"
                        + " {name: b, port: 81, targetPort: 70000}, {name: c, port: 82}]")
                + workload("Deployment", "api", "app: api"));

    List<Diagnostic> told = AssumedShop.make(2, SITES, objects).diagnostics();
    assertEquals(
        List.of("70000", "8080"), told.stream().map(Diagnostic::value).toList(), told::toString);
    assertSays(told.get(1), "no quotes");
    assertEquals(Set.of(82), AssumedShop.ports(AssumedShop.read("api", 2, SITES, objects)));
  }

  @Test
  void of_serviceWithoutPortsThatIsNotHeadless_isRefused() {
    assertSays(
        only(
            SITES,
            DiagnosticCode.MALFORMED_OBJECT,
            service("selector: {app: api}, ports: []") + workload("Deployment", "api", "app: api")),
        "clusterIP is None");
  }

  @Test
  void of_siteWithoutANetworkOfTheFamily_isNamed() {
    assertSays(
        only(
            List.of(FRANKFURT, MADRID, network("fd00:1::/64", "100")),
            DiagnosticCode.FAMILY_NOT_COVERED,
            service(
                    "ipFamilyPolicy: RequireDualStack, selector: {app: api},"
                        + " ports: [{port: 80, targetPort: web}]")
                + workload("Deployment", "api", "app: api")),
        "IPv6",
        "at site 200");
  }

  @Test
  void of_dualStackWhereNoNetworkIsIpv6_isRefused() {
    Diagnostic told =
        only(
            SITES,
            DiagnosticCode.MALFORMED_OBJECT,
            service(
                    "ipFamilyPolicy: RequireDualStack, selector: {app: api},"
                        + " ports: [{port: 80, targetPort: web}]")
                + workload("Deployment", "api", "app: api"));

    assertEquals("RequireDualStack", told.value());
    assertSays(told, "IPv4");
  }

  @Test
  void of_familyWithoutRoomThatNobodyAsksFor_isNothing() {
    assertEquals(
        List.of(),
        told(
            List.of(FRANKFURT, network("fd00:1::1/128", "100")),
            service("selector: {app: api}, ports: [{port: 80, targetPort: web}]")
                + workload("Deployment", "api", "app: api")));
  }
}
