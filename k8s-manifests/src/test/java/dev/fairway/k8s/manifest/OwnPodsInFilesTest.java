package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.assume.AssumedPods;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncReport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that cut packets, in files: which addresses count as those of a Service's own pods. */
class OwnPodsInFilesTest {

  private static final OwnerId OWNER = new OwnerId("eu");

  private final MockFabric fabric =
      new MockFabric(
          FabricFile.parse(
                  "fabric.yaml",
                  """
                  routesKnown: true
                  sites:
                    - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: a, transports: [mpls]}]}
                    - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: b, transports: [mpls]}]}
                  """)
              .layout()
              .orElseThrow());

  private static KubernetesObjects read(String text) {
    ParsedManifests manifests =
        ManifestReader.read(
            List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    assertTrue(manifests.complete(), manifests.diagnostics().toString());
    return manifests.objects();
  }

  private static String service(
      String namespace, String name, int month, String annotation, String selector) {
    return """
        apiVersion: v1
        kind: Service
        metadata:
          name: %s
          namespace: %s
          creationTimestamp: "2026-0%d-01T00:00:00Z"
          annotations: {%s}
        spec: {selector: {%s}, ports: [{name: http, port: 8080}]}
        ---
        """
        .formatted(name, namespace, month, annotation, selector);
  }

  private static String slice(
      String namespace, String name, String service, String address, String pod) {
    return """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: %s, namespace: %s, labels: {kubernetes.io/service-name: %s}}
        addressType: IPv4
        ports: [{name: http, port: 8080, protocol: TCP}]
        endpoints: [{addresses: [%s]%s}]
        ---
        """
        .formatted(
            name,
            namespace,
            service,
            address,
            pod.isEmpty() ? "" : ", targetRef: {kind: Pod, name: " + pod + "}");
  }

  private SyncReport sync(KubernetesObjects objects) {
    return PolicySync.with(fabric.backend(OWNER))
        .run(FleetSnapshot.of(new ClusterMapper(ClusterSettings.of("eu")).snapshot(objects, 1)));
  }

  /** Each rule's treatment and addresses, each once, in any order. */
  private List<String> rules() {
    return fabric.rules(OWNER).stream()
        .map(rule -> rule.treatment() + " " + rule.serviceAddresses())
        .distinct()
        .sorted()
        .toList();
  }

  private static ServiceStatus status(SyncReport report, String name) {
    return report.services().values().stream()
        .filter(status -> status.service().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> codes(ServiceStatus status) {
    return status.diagnostics().stream()
        .map(diagnostic -> diagnostic.code().toString())
        .distinct()
        .toList();
  }

  private static String billing() {
    return service("shop", "billing", 1, "fairway.dev/tunnel: mpls", "app: billing")
        + slice("shop", "billing-a", "billing", "10.2.0.4", "billing-1");
  }

  private static String thief(String pod) {
    return service("shop", "thief", 5, "fairway.dev/access: deny", "app: thief")
        + slice("shop", "thief-a", "thief", "10.2.0.4", pod);
  }

  @Test
  void youngerService_whoseSliceNamesTheOldersPod_isConflicted_andTakesNothing() {
    SyncReport report = sync(read(billing() + thief("billing-1")));
    assertEquals(List.of("tunnel=mpls fallback=none 10.2.0.4/32"), rules());
    assertEquals("Conflicted", status(report, "thief").programmedCondition().reason());
    assertTrue(status(report, "billing").isProgrammed());
    assertEquals(List.of(), codes(status(report, "billing")));
  }

  @Test
  void youngerService_whoseSliceNamesNoPod_isToldThatNothingIsProven() {
    SyncReport report = sync(read(billing() + thief("")));
    assertEquals(List.of("tunnel=mpls fallback=none 10.2.0.4/32"), rules());
    assertTrue(
        codes(status(report, "thief")).contains("UNPROVEN_ADDRESS"),
        codes(status(report, "thief")).toString());
    assertTrue(status(report, "billing").isProgrammed());
  }

  @Test
  void serviceOfItsOwn_hasItsRule() {
    SyncReport report = sync(read(thief("thief-1")));
    assertEquals(List.of("access=deny 10.2.0.4/32"), rules());
    assertTrue(status(report, "thief").isProgrammed());
  }

  @Test
  void handMadeEndpoints_countByTheirReference() {
    String endpoints =
        """
        apiVersion: v1
        kind: Endpoints
        metadata: {name: ledger, namespace: shop}
        subsets:
        - addresses:
          - {ip: 10.2.0.5, targetRef: {kind: Pod, name: ledger-0}}
          - {ip: 10.2.0.6, targetRef: {kind: Pod, name: ledger-0, namespace: billing}}
          - {ip: 10.2.0.7}
          ports: [{name: http, port: 8080}]
        """;
    SyncReport report =
        sync(
            read(
                service("shop", "ledger", 1, "fairway.dev/access: deny", "").replace("{}", "")
                    + endpoints));
    assertEquals(List.of("access=deny 10.2.0.5/32"), rules());
    assertEquals(
        List.of("10.2.0.6", "10.2.0.7"),
        status(report, "ledger").diagnostics().stream()
            .filter(diagnostic -> diagnostic.code().toString().equals("UNPROVEN_ADDRESS"))
            .map(diagnostic -> diagnostic.value())
            .toList());
  }

  @Test
  void assumedPods_areTheirServices() {
    KubernetesObjects source =
        read(
            service("shop", "web", 1, "fairway.dev/access: from=100", "app: web")
                + """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: web}]}
                """);
    List<Network> networks =
        List.of(
            new Network(
                IpPrefix.parse("10.2.0.0/16"), Segment.DEFAULT, Optional.of(new SiteId("200"))));
    SyncReport report =
        sync(source.and(AssumedPods.make(source, networks, ClusterSettings.of("eu"), 2).objects()));
    assertTrue(
        status(report, "web").isProgrammed(),
        status(report, "web").programmedCondition().toString());
    assertTrue(rules().toString().contains("access=deny"), rules().toString());
  }

  @ParameterizedTest
  @CsvSource({"tunnel,mpls", "access,deny"})
  void defaultOnTheNamespaceDefault_neverTouchesTheApiServer(String word, String value) {
    SyncReport report =
        sync(
            read(
                """
                apiVersion: v1
                kind: Namespace
                metadata: {name: default, annotations: {fairway.dev/%s: %s}}
                ---
                """
                        .formatted(word, value)
                    + service("default", "kubernetes", 1, "", "")
                    + slice("default", "kubernetes", "kubernetes", "10.2.0.1", "")));
    assertEquals(List.of(), rules());
    assertTrue(
        codes(status(report, "kubernetes")).contains("PROTECTED_ADDRESS"),
        codes(status(report, "kubernetes")).toString());
  }
}
