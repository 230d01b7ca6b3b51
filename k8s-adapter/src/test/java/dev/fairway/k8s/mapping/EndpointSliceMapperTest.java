package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.KubernetesSamples;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSliceMapperTest {

  private static final Service CART = service("cart").build();
  private static final Node FRANKFURT = node("n1", "fairway.dev/site", "100", "192.168.0.1");

  private static EndpointSliceBuilder http() {
    return slice("s1", "cart").withPorts(port("http", 8080));
  }

  private static EndpointSliceBuilder onNode(String address, String node) {
    return http().addNewEndpoint().withAddresses(address).withNodeName(node).endEndpoint();
  }

  @Test
  void snapshot_fqdnSlice_isLeftOutAndReported() {
    EndpointSlice names =
        http().withAddressType("FQDN").withEndpoints(endpoints("db.example.org")).build();

    MappedCluster cluster = MappedCluster.of(CART, names);

    assertEquals(List.of(), cluster.groups());
    Diagnostic told = cluster.diagnostics(DiagnosticCode.UNKNOWN_ADDRESS_TYPE).get(0);
    assertEquals("endpointslice eu/shop/s1", told.subject().toString());
    assertEquals("FQDN", told.value());
    assertEquals(Severity.WARNING, told.severity());
  }

  @Test
  void snapshot_sliceOfAnUnknownAddressType_doesNotHideAnother() {
    EndpointSlice odd =
        slice("odd", "cart").withAddressType("IPX").withEndpoints(endpoints("1")).build();

    MappedCluster cluster =
        MappedCluster.of(CART, odd, http().withEndpoints(endpoints("10.1.0.1")).build());

    assertEquals(List.of("http/tcp/8080: 10.1.0.1"), cluster.groups());
    assertEquals(1, cluster.diagnostics(DiagnosticCode.UNKNOWN_ADDRESS_TYPE).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.0",
        "10.1.0.256",
        "010.1.0.1",
        "fd00::1",
        "10.1.0.1/32",
        "10.1.0.0/24",
        "",
        "\"}]},{"
      })
  void snapshot_malformedAddress_isLeftOutAndNamed(String malformed) {
    MappedCluster cluster =
        MappedCluster.of(CART, http().withEndpoints(endpoints(malformed, "10.1.0.1")).build());

    assertEquals(List.of("http/tcp/8080: 10.1.0.1"), cluster.groups());
    Diagnostic told = cluster.diagnostics(DiagnosticCode.MALFORMED_ADDRESS).get(0);
    assertEquals("endpointslice eu/shop/s1", told.subject().toString());
    assertEquals(malformed, told.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.0.1", "::ffff:10.0.0.1", "fe80::1%eth0"})
  void snapshot_addressThatDoesNotBelongInAnIpv6Slice_isNamed(String malformed) {
    EndpointSlice six =
        http().withAddressType("IPv6").withEndpoints(endpoints(malformed, "fd00::1")).build();

    MappedCluster cluster = MappedCluster.of(CART, six);

    assertEquals(List.of("http/tcp/8080: fd00::1"), cluster.groups());
    assertEquals(malformed, cluster.diagnostics(DiagnosticCode.MALFORMED_ADDRESS).get(0).value());
  }

  @Test
  void snapshot_malformedAddress_saysWhatWouldBeRight() {
    assertTold("::ffff:10.0.0.1", "write an IPv4-mapped address as plain IPv4; it is left out");
    assertTold("10.1.0.0/24", "a length behind '/' makes it a prefix; it is left out");
    assertTold("fd00::1", "is not an IPv4 address, as the addressType says; it is left out");
    assertTold("010.1.0.1", "'010' has a leading zero, which some programs read as octal");
  }

  private static void assertTold(String address, String expected) {
    String message =
        MappedCluster.of(CART, http().withEndpoints(endpoints(address)).build())
            .diagnostics(DiagnosticCode.MALFORMED_ADDRESS)
            .get(0)
            .message();
    assertTrue(message.contains(expected), message);
    assertTrue(message.startsWith("'" + address + "'"), message);
  }

  /** An API server refuses the first three in a slice, and lets the others through. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "127.0.0.1",
        "169.254.169.254",
        "224.0.1.129",
        "239.1.2.3",
        "240.0.0.1",
        "255.255.255.255",
        "0.0.0.7"
      })
  void snapshot_addressThatNobodyCanHave_isLeftOutAndNamed(String special) {
    MappedCluster cluster =
        MappedCluster.of(
            CART,
            http()
                .withEndpoints(endpoints("10.1.0.1", special, "198.51.100.7", "198.18.0.1"))
                .build());

    assertEquals(List.of("http/tcp/8080: 10.1.0.1 198.18.0.1 198.51.100.7"), cluster.groups());
    Diagnostic told = cluster.diagnostics(DiagnosticCode.UNUSABLE_ADDRESS).get(0);
    assertEquals("endpointslice eu/shop/s1", told.subject().toString());
    assertEquals("endpoints.addresses", told.key());
    assertEquals(special, told.value());
    assertTrue(told.message().startsWith("address " + special + " is left out: "), told.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "::1", "fe80::1", "ff02::1", "::a01:203"})
  void snapshot_ipv6AddressThatNobodyCanHave_isLeftOutAndNamed(String special) {
    EndpointSlice six =
        http().withAddressType("IPv6").withEndpoints(endpoints(special, "2001:db8::1")).build();

    MappedCluster cluster = MappedCluster.of(CART, six);

    assertEquals(List.of("http/tcp/8080: 2001:db8::1"), cluster.groups());
    assertEquals(special, cluster.diagnostics(DiagnosticCode.UNUSABLE_ADDRESS).get(0).value());
  }

  @Test
  void snapshot_reservedAddressOfADeclaredNetwork_isAPodsLikeAnyOther() {
    EndpointSlice pods = http().withEndpoints(endpoints("240.10.0.1")).build();
    List<Network> classE =
        List.of(new Network(IpPrefix.parse("240.10.0.0/16"), Segment.DEFAULT, Optional.empty()));

    assertEquals(List.of(), MappedCluster.of(CART, pods).groups());
    assertEquals(
        List.of("http/tcp/8080: 240.10.0.1"),
        MappedCluster.of(KubernetesSamples.within(ClusterSettings.of("eu"), classE), CART, pods)
            .groups());
  }

  @Test
  void snapshot_malformedAddressOfAServiceThatAsksForNothing_isNotReported() {
    Service plain = service("cart").editMetadata().withAnnotations(null).endMetadata().build();

    MappedCluster cluster =
        MappedCluster.of(plain, http().withEndpoints(endpoints("x", "10.1.0.1")).build());

    assertEquals(List.of("http/tcp/8080: 10.1.0.1"), cluster.groups());
    assertEquals(List.of(), cluster.service("cart").diagnostics());
  }

  @Test
  void snapshot_unknownProtocolInASlice_leavesThatPortOut() {
    EndpointSlice odd =
        http()
            .addNewPort()
            .withName("odd")
            .withProtocol("tcp")
            .withPort(1)
            .endPort()
            .withEndpoints(endpoints("10.1.0.1"))
            .build();

    MappedCluster cluster = MappedCluster.of(CART, odd);

    assertEquals(List.of("http/tcp/8080: 10.1.0.1"), cluster.groups());
    assertEquals("tcp", cluster.diagnostics(DiagnosticCode.MALFORMED_OBJECT).get(0).value());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void snapshot_sliceWhosePortIsOutOfRange_isNotReadAsPortless(int number) {
    EndpointSlice odd =
        slice("s1", "cart")
            .withPorts(port("http", number))
            .withEndpoints(endpoints("10.1.0.1"))
            .build();

    MappedCluster cluster = MappedCluster.of(CART, odd);

    assertEquals(List.of(), cluster.groups());
    assertEquals(1, cluster.diagnostics(DiagnosticCode.MALFORMED_OBJECT).size());
  }

  @Test
  void snapshot_endpointOnANodeWithASite_isAtThatSite() {
    MappedCluster cluster = MappedCluster.of(CART, FRANKFURT, onNode("10.1.0.1", "n1").build());

    assertEquals(Optional.of(new SiteId("100")), cluster.onlyEndpoint().site());
    assertEquals(Kind.POD, cluster.onlyEndpoint().kind());
  }

  @Test
  void snapshot_endpointOnAnUnknownNode_hasNoSite() {
    MappedCluster cluster = MappedCluster.of(CART, FRANKFURT, onNode("10.1.0.1", "n2").build());

    assertEquals(Optional.empty(), cluster.onlyEndpoint().site());
  }

  @Test
  void snapshot_endpointWithItsNodesAddress_isANodeAndReported() {
    MappedCluster cluster = MappedCluster.of(CART, FRANKFURT, onNode("192.168.0.1", "n1").build());

    assertEquals(Kind.NODE, cluster.onlyEndpoint().kind());
    Diagnostic told = cluster.diagnostics(DiagnosticCode.NODE_ADDRESS).get(0);
    assertEquals("192.168.0.1", told.value());
    assertTrue(
        told.message().contains("shares its address with everything on the node"), told.message());
  }

  @Test
  void snapshot_handMadeSliceWithANodesAddressAndNoNodeName_isStillANode() {
    MappedCluster cluster =
        MappedCluster.of(CART, FRANKFURT, http().withEndpoints(endpoints("192.168.0.1")).build());

    assertEquals(Kind.NODE, cluster.onlyEndpoint().kind());
  }

  @Test
  void snapshot_podInItsHostsNetwork_isANode() {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("cart-0")
            .endMetadata()
            .withNewSpec()
            .withHostNetwork(true)
            .endSpec()
            .build();
    EndpointSlice slice =
        http()
            .addNewEndpoint()
            .withAddresses("10.9.0.1")
            .withNewTargetRef()
            .withKind("Pod")
            .withNamespace("shop")
            .withName("cart-0")
            .endTargetRef()
            .endEndpoint()
            .build();

    assertEquals(Kind.NODE, MappedCluster.of(CART, slice, pod).onlyEndpoint().kind());
    assertEquals(Kind.POD, MappedCluster.of(CART, slice).onlyEndpoint().kind());
  }

  @Test
  void snapshot_addressThatOneSliceKnowsToBeANodes_isANodeInAnyOrder() {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("cart-0")
            .endMetadata()
            .withNewSpec()
            .withHostNetwork(true)
            .endSpec()
            .build();
    EndpointSlice knows =
        slice("s2", "cart")
            .withPorts(port("http", 8080))
            .addNewEndpoint()
            .withAddresses("10.9.0.1")
            .withNewTargetRef()
            .withKind("Pod")
            .withName("cart-0")
            .endTargetRef()
            .endEndpoint()
            .build();
    EndpointSlice doesNot = http().withEndpoints(endpoints("10.9.0.1")).build();

    assertEquals(Kind.NODE, MappedCluster.of(CART, pod, knows, doesNot).onlyEndpoint().kind());
    assertEquals(Kind.NODE, MappedCluster.of(CART, pod, doesNot, knows).onlyEndpoint().kind());
  }

  @Test
  void snapshot_malformedAddressOfAServiceThatCannotBeUnderstood_isNamed() {
    Service unreadable =
        service("cart")
            .editMetadata()
            .addToAnnotations("fairway.dev/tunnel", "MPLS!")
            .endMetadata()
            .build();

    assertEquals(
        1,
        MappedCluster.of(unreadable, http().withEndpoints(endpoints("x")).build())
            .diagnostics(DiagnosticCode.MALFORMED_ADDRESS)
            .size());
  }

  @Test
  void snapshot_manyNodeAddresses_areOneDiagnostic() {
    Node second = node("n2", "fairway.dev/site", "100", "192.168.0.2");

    List<Diagnostic> told =
        MappedCluster.of(
                CART,
                FRANKFURT,
                second,
                http().withEndpoints(endpoints("192.168.0.2", "192.168.0.1")).build())
            .diagnostics(DiagnosticCode.NODE_ADDRESS);

    assertEquals(1, told.size());
    assertTrue(told.get(0).message().contains("192.168.0.1 and 1 more"), told.get(0).message());
  }

  @Test
  void snapshot_endpointOnANodeOfTheCluster_namesIt() {
    assertEquals(
        Optional.of("n1"),
        MappedCluster.of(CART, FRANKFURT, onNode("10.1.0.1", "n1").build()).onlyEndpoint().node());
    assertEquals(
        Optional.empty(),
        MappedCluster.of(CART, FRANKFURT, onNode("10.1.0.1", "n2").build()).onlyEndpoint().node());
  }

  @ParameterizedTest
  @CsvSource({"IPv4,127.0.0.1", "IPv4,10.1.0.05", "IPv4,fd00::1", "FQDN,db.example.org"})
  void snapshot_noAddressOfASliceCounts_isTheReasonForNoEndpoint(String type, String address) {
    EndpointSlice unusable = http().withAddressType(type).withEndpoints(endpoints(address)).build();
    Service withoutSelector = service("cart").editSpec().withSelector(Map.of()).endSpec().build();
    String expected =
        "every address that its EndpointSlices list is left out, so its pods have no rule: what is"
            + " wrong is said of each slice, as of 's1'";

    for (Service service : List.of(CART, withoutSelector)) {
      MappedCluster cluster = MappedCluster.of(service, unusable);
      assertEquals(
          List.of(expected),
          cluster.diagnostics(DiagnosticCode.NO_ENDPOINTS).stream()
              .map(Diagnostic::message)
              .toList());
    }
  }

  @Test
  void snapshot_oneAddressCountsBesideAnother_isNoLackOfEndpoints() {
    EndpointSlice mixed = http().withEndpoints(endpoints("127.0.0.1", "10.1.0.1")).build();

    MappedCluster cluster = MappedCluster.of(CART, mixed);

    assertEquals(List.of("http/tcp/8080: 10.1.0.1"), cluster.groups());
    assertEquals(List.of(), cluster.diagnostics(DiagnosticCode.NO_ENDPOINTS));
  }
}
