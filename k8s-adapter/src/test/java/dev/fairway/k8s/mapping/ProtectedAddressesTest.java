package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.mock.FabricFile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedAddressesTest {

  private static final WanInventory WAN =
      FabricFile.parse(
              "fabric.yaml",
              """
              routesKnown: true
              sites:
                - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: a, transports: [mpls]}]}
                - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: b, transports: [mpls]}]}
              """)
          .layout()
          .orElseThrow()
          .inventory();

  private static EndpointSlice inDefault(String name, String service, String... addresses) {
    return slice(name, service)
        .editMetadata()
        .withNamespace("default")
        .endMetadata()
        .withPorts(port("https", 6443))
        .withEndpoints(endpoints(addresses))
        .build();
  }

  private static HasMetadata apiServer() {
    return service("kubernetes")
        .editMetadata()
        .withNamespace("default")
        .withAnnotations(null)
        .endMetadata()
        .editSpec()
        .withSelector(null)
        .editFirstPort()
        .withName("https")
        .withPort(443)
        .endPort()
        .endSpec()
        .build();
  }

  private static List<String> protectedBy(ClusterSettings settings, HasMetadata... objects) {
    return new ClusterMapper(settings)
        .snapshot(KubernetesObjects.of(List.of(objects)), 1).protectedAddresses().stream()
            .map(IpPrefix::toString)
            .toList();
  }

  @Test
  void addressesOfTheApiServer_areProtected_whateverIsAskedOfItsService() {
    EndpointSlice v6 =
        slice("v6", "kubernetes")
            .editMetadata()
            .withNamespace("default")
            .endMetadata()
            .withAddressType("IPv6")
            .withEndpoints(endpoints("fd00::6"))
            .build();
    assertEquals(
        List.of("10.1.0.6/32", "10.1.0.7/32", "fd00::6/128"),
        protectedBy(
            ClusterSettings.of("eu"),
            inDefault("kubernetes", "kubernetes", "10.1.0.7", "10.1.0.6"),
            v6,
            inDefault("other", "web", "10.1.0.8"),
            slice("kubernetes", "kubernetes").withEndpoints(endpoints("10.1.0.9")).build()));
  }

  @Test
  void addressesOfTheSettings_areProtectedToo() {
    ClusterSettings settings =
        ClusterSettings.of("eu")
            .protecting(List.of(IpPrefix.parse("10.1.9.0/24"), IpPrefix.parse("10.1.0.6/32")));
    assertEquals(
        List.of("10.1.0.6/32", "10.1.9.0/24"),
        protectedBy(settings, inDefault("kubernetes", "kubernetes", "10.1.0.6")));
  }

  @ParameterizedTest
  @CsvSource({"tunnel,mpls", "access,deny", "encryption,required", "dscp,ef"})
  void defaultOnTheNamespaceDefault_neverTouchesTheApiServer(String word, String value) {
    ClusterSnapshot snapshot =
        new ClusterMapper(ClusterSettings.of("eu"))
            .snapshot(
                KubernetesObjects.of(
                    List.of(
                        namespace("default", "fairway.dev/" + word, value),
                        apiServer(),
                        inDefault("kubernetes", "kubernetes", "10.1.0.6"))),
                1);
    ResolvedCluster cluster =
        Resolver.resolve(
                FleetSnapshot.of(snapshot),
                WAN,
                TargetProfile.unlimited(dev.fairway.core.policy.Commit.WHOLE_PLAN))
            .clusters()
            .get(snapshot.owner());
    ResolvedService kubernetes = cluster.services().get(0);
    assertEquals(List.of(), kubernetes.claims());
    assertEquals(
        List.of("10.1.0.6"),
        kubernetes.diagnostics().stream()
            .filter(diagnostic -> diagnostic.code() == DiagnosticCode.PROTECTED_ADDRESS)
            .map(Diagnostic::value)
            .toList());
  }
}
