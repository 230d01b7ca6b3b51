package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.KubernetesSamples;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceVipsTest {

  private static final ClusterSettings PODS = covering(AddressCoverage.PODS);
  private static final ClusterSettings VIPS = covering(AddressCoverage.PODS_AND_VIPS);
  private static final ClusterSettings ALL = covering(AddressCoverage.PODS_VIPS_AND_NODE_PORTS);
  private static final List<Network> PRIVATE =
      List.of(new Network(IpPrefix.parse("10.0.0.0/8"), Segment.DEFAULT, Optional.empty()));
  private static final EndpointSlice PODS_OF_CART =
      slice("a", "cart").withPorts(port("http", 8080)).withEndpoints(endpoints("10.1.0.1")).build();
  private static final Node FRANKFURT = node("n1", "fairway.dev/site", "100", "192.168.0.1");

  private static ClusterSettings covering(AddressCoverage covered) {
    return ClusterSettings.of("eu").covering(covered);
  }

  private static ServiceBuilder balanced() {
    return service("cart")
        .editSpec()
        .withType("LoadBalancer")
        .withExternalIPs("203.0.113.9")
        .endSpec()
        .withNewStatus()
        .withNewLoadBalancer()
        .addNewIngress()
        .withIp("10.3.0.1")
        .endIngress()
        .addNewIngress()
        .withHostname("lb.example.org")
        .endIngress()
        .endLoadBalancer()
        .endStatus();
  }

  private static ServiceBuilder withNodePort(String type) {
    return service("cart")
        .editSpec()
        .withType(type)
        .editFirstPort()
        .withNodePort(30_080)
        .endPort()
        .endSpec();
  }

  private static List<String> told(MappedCluster cluster) {
    return cluster.diagnostics(DiagnosticCode.ADDRESS_NOT_COVERED).stream()
        .map(
            diagnostic ->
                diagnostic.severity().text() + " " + diagnostic.key() + " " + diagnostic.value())
        .toList();
  }

  @Test
  void snapshot_loadBalancerAndExternalAddresses_serveAtTheServicesOwnPort() {
    MappedCluster cluster = MappedCluster.of(VIPS, balanced().build(), PODS_OF_CART);

    assertEquals(
        List.of("http/tcp/80: 10.3.0.1 203.0.113.9", "http/tcp/8080: 10.1.0.1"), cluster.groups());
    Endpoint vip = cluster.service("cart").endpoints().get(0).endpoints().get(0);
    assertEquals(Kind.VIP, vip.kind());
    assertEquals(Endpoint.State.READY, vip.state());
    assertTrue(vip.proven(), "a load balancer gave it");
    assertFalse(
        cluster.service("cart").endpoints().get(0).endpoints().get(1).proven(),
        "whoever writes the Service may name any external address");
  }

  @Test
  void snapshot_everyPortOfABalancedService_isServedWithItsProtocol() {
    Service dns =
        balanced()
            .editSpec()
            .withExternalIPs()
            .addNewPort()
            .withName("dns")
            .withProtocol("UDP")
            .withPort(53)
            .endPort()
            .endSpec()
            .build();

    assertEquals(
        List.of("dns/udp/53: 10.3.0.1", "http/tcp/80: 10.3.0.1"),
        MappedCluster.of(VIPS, dns).groups());
  }

  @Test
  void snapshot_balancedServiceWithoutPorts_hasNoAddressOfItsOwn() {
    Service portless = balanced().editSpec().withPorts().endSpec().build();

    assertEquals(List.of(), MappedCluster.of(VIPS, portless).groups());
  }

  @Test
  void snapshot_coveredAddresses_areNotComplainedOf() {
    assertEquals(
        List.of("info status.loadBalancer.ingress lb.example.org"),
        told(MappedCluster.of(VIPS, balanced().build())));
  }

  @Test
  void snapshot_onlyPodsCovered_reportsEveryAddressWithoutARule() {
    MappedCluster cluster = MappedCluster.of(PODS, balanced().build(), PODS_OF_CART);

    assertEquals(List.of("http/tcp/8080: 10.1.0.1"), cluster.groups());
    assertEquals(
        List.of(
            "warning spec.externalIPs 203.0.113.9",
            "warning status.loadBalancer.ingress 10.3.0.1",
            "info status.loadBalancer.ingress lb.example.org"),
        told(cluster));
  }

  @Test
  void snapshot_onlyPodsCovered_isSilentAboutAddressesThatAreNotOnTheWan() {
    assertEquals(
        List.of(
            "warning status.loadBalancer.ingress 10.3.0.1",
            "info status.loadBalancer.ingress lb.example.org"),
        told(MappedCluster.of(KubernetesSamples.within(PODS, PRIVATE), balanced().build())));
  }

  @Test
  void snapshot_addressOutsideTheDeclaredNetworks_isLeftToTheCheckOfAllAddresses() {
    assertEquals(
        List.of("http/tcp/80: 10.3.0.1 203.0.113.9"),
        MappedCluster.of(KubernetesSamples.within(VIPS, PRIVATE), balanced().build()).groups());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.3.0", "10.3.0.1/32", "\"}]},{", "010.3.0.1"})
  void snapshot_malformedExternalAddress_isLeftOutAndNamed(String malformed) {
    Service odd =
        service("cart").editSpec().withExternalIPs(malformed, "10.3.0.2").endSpec().build();

    MappedCluster cluster = MappedCluster.of(VIPS, odd);

    assertEquals(List.of("http/tcp/80: 10.3.0.2"), cluster.groups());
    Diagnostic told = cluster.diagnostics(DiagnosticCode.MALFORMED_ADDRESS).get(0);
    assertEquals("spec.externalIPs", told.key());
    assertEquals(malformed, told.value());
  }

  /**
   * An API server takes any address in a status, as 0.0.0.0 of a load balancer that waits for one.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0", "127.0.0.1", "169.254.1.1", "255.255.255.255", "::", "fe80::1"})
  void snapshot_placeholderOfALoadBalancer_isLeftOutAndNamed(String special) {
    Service waiting =
        service("cart")
            .withNewStatus()
            .withNewLoadBalancer()
            .addNewIngress()
            .withIp(special)
            .endIngress()
            .addNewIngress()
            .withIp("10.3.0.1")
            .endIngress()
            .endLoadBalancer()
            .endStatus()
            .build();

    MappedCluster cluster = MappedCluster.of(VIPS, waiting);

    assertEquals(List.of("http/tcp/80: 10.3.0.1"), cluster.groups());
    Diagnostic told = cluster.diagnostics(DiagnosticCode.UNUSABLE_ADDRESS).get(0);
    assertEquals("service eu/shop/cart", told.subject().toString());
    assertEquals("status.loadBalancer.ingress", told.key());
    assertEquals(special, told.value());
    assertEquals(
        List.of("warning status.loadBalancer.ingress 10.3.0.1"),
        told(MappedCluster.of(PODS, waiting)),
        "no setting covers what nobody can have");
  }

  @Test
  void snapshot_externalAddressThatNobodyCanHave_isLeftOutAndNamed() {
    Service odd =
        service("cart").editSpec().withExternalIPs("239.0.0.1", "203.0.113.9").endSpec().build();

    MappedCluster cluster = MappedCluster.of(VIPS, odd);

    assertEquals(List.of("http/tcp/80: 203.0.113.9"), cluster.groups());
    Diagnostic told = cluster.diagnostics(DiagnosticCode.UNUSABLE_ADDRESS).get(0);
    assertEquals("spec.externalIPs", told.key());
    assertEquals(Severity.WARNING, told.severity());
  }

  @Test
  void snapshot_nodeAddressThatNobodyCanHave_servesNoNodePortAndIsNamed() {
    Node odd =
        new NodeBuilder(FRANKFURT)
            .editStatus()
            .addNewAddress("169.254.9.9", "InternalIP")
            .endStatus()
            .build();

    MappedCluster covered = MappedCluster.of(ALL, withNodePort("NodePort").build(), odd);

    assertEquals(List.of("http/tcp/30080: 192.168.0.1"), covered.groups());
    assertEquals(Optional.of("n1"), covered.onlyEndpoint().node());
    Diagnostic told = covered.snapshot().diagnostics().get(0);
    assertEquals("node eu/n1", told.subject().toString());
    assertEquals("status.addresses", told.key());
    assertEquals("169.254.9.9", told.value());
    assertEquals(
        List.of(),
        MappedCluster.of(VIPS, withNodePort("NodePort").build(), odd).snapshot().diagnostics());
  }

  @Test
  void snapshot_loadBalancerOfAServiceThatAsksForNothing_isNotReported() {
    Service service = balanced().editMetadata().withAnnotations(null).endMetadata().build();

    assertEquals(List.of(), MappedCluster.of(PODS, service).service("cart").diagnostics());
  }

  @Test
  void snapshot_externalNameWithAnExternalAddress_hasNone() {
    Service alias = balanced().editSpec().withType("ExternalName").endSpec().build();

    MappedCluster cluster = MappedCluster.of(ALL, alias, FRANKFURT);

    assertEquals(List.of(), cluster.groups());
    assertEquals(List.of(), told(cluster));
  }

  @Test
  void snapshot_externalAddressThatIsANodes_isTheServicesAtItsPort() {
    Service onNode = service("cart").editSpec().withExternalIPs("192.168.0.1").endSpec().build();

    MappedCluster cluster = MappedCluster.of(VIPS, onNode, FRANKFURT);

    assertEquals(Kind.VIP, cluster.onlyEndpoint().kind());
    assertEquals(List.of(), cluster.diagnostics(DiagnosticCode.NODE_ADDRESS));
  }

  @Test
  void snapshot_podWithTheSameAddressAndPortAsAVirtualOne_isAPod() {
    Service both = service("cart").editSpec().withExternalIPs("10.1.0.1").endSpec().build();
    EndpointSlice pod =
        slice("a", "cart").withPorts(port("http", 80)).withEndpoints(endpoints("10.1.0.1")).build();

    assertEquals(Kind.POD, MappedCluster.of(VIPS, both, pod).onlyEndpoint().kind());
  }

  @Test
  void snapshot_coveredNodePort_isServedByEveryNodeAtItsSite() {
    Node outside =
        new NodeBuilder(node("n2", "fairway.dev/site", "200", "192.168.0.2"))
            .editStatus()
            .addNewAddress("203.0.113.2", "ExternalIP")
            .addNewAddress("10.9.9.9", "Hostname")
            .addNewAddress("n2.example.org", "InternalDNS")
            .endStatus()
            .build();

    MappedCluster cluster =
        MappedCluster.of(ALL, withNodePort("NodePort").build(), FRANKFURT, outside);

    assertEquals(List.of("http/tcp/30080: 192.168.0.1 192.168.0.2 203.0.113.2"), cluster.groups());
    Endpoint last = cluster.onlyGroup().endpoints().get(2);
    assertEquals(Kind.NODE_PORT, last.kind());
    assertEquals(Optional.of(new SiteId("200")), last.site());
    assertEquals(List.of(), cluster.diagnostics(DiagnosticCode.NODE_ADDRESS));
    assertEquals(List.of(), told(cluster));
  }

  @Test
  void snapshot_nodePortOfATypeThatHasNone_isNotServed() {
    assertEquals(
        List.of(), MappedCluster.of(ALL, withNodePort("ClusterIP").build(), FRANKFURT).groups());
  }

  @Test
  void snapshot_nodePortOnADeclaredNetwork_isAWarningThatNamesANode() {
    Node onTheWan = node("n1", "fairway.dev/site", "100", "10.200.0.1");
    Service dialled = withNodePort("NodePort").build();

    Diagnostic told =
        MappedCluster.of(KubernetesSamples.within(VIPS, PRIVATE), dialled, onTheWan)
            .diagnostics(DiagnosticCode.ADDRESS_NOT_COVERED)
            .get(0);

    assertEquals(Severity.WARNING, told.severity());
    assertEquals("30080", told.value());
    assertTrue(told.message().contains("10.200.0.1"), told.message());
    assertTrue(told.message().contains("pods+vip+nodePort"), told.message());
  }

  @Test
  void snapshot_nodePortOfALoadBalancerOrWithoutDeclaredNetworks_isANoticeOnce() {
    Node onTheWan = node("n1", "fairway.dev/site", "100", "10.200.0.1");
    Service two =
        new ServiceBuilder(withNodePort("LoadBalancer").build())
            .editSpec()
            .addNewPort()
            .withName("dns")
            .withPort(53)
            .withNodePort(30_053)
            .endPort()
            .endSpec()
            .build();

    assertEquals(
        List.of("info spec.ports.nodePort 30053, 30080"),
        told(MappedCluster.of(KubernetesSamples.within(VIPS, PRIVATE), two, onTheWan)));
    assertEquals(
        List.of("info spec.ports.nodePort 30080"),
        told(MappedCluster.of(VIPS, withNodePort("NodePort").build(), FRANKFURT)));
  }

  @Test
  void snapshot_nodePortWhereNoNodeIsOnTheWan_isNotReported() {
    assertEquals(
        List.of(),
        told(
            MappedCluster.of(
                KubernetesSamples.within(VIPS, PRIVATE),
                withNodePort("NodePort").build(),
                FRANKFURT)));
  }
}
