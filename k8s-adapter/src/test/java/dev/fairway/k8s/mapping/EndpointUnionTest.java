package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoint;
import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.endpoint.Endpoint.State;
import dev.fairway.core.net.IpProtocol;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointUnionTest {

  private static final Service CART = service("cart").build();

  private static EndpointSlice http(String name, Endpoint... endpoints) {
    return slice(name, "cart").withPorts(port("http", 8080)).withEndpoints(endpoints).build();
  }

  @Test
  void snapshot_addressesInSeveralSlices_areUnited() {
    MappedCluster cluster =
        MappedCluster.of(
            CART, http("b", endpoints("10.1.0.9", "10.1.0.2")), http("a", endpoints("10.1.0.10")));

    assertEquals(List.of("http/tcp/8080: 10.1.0.2 10.1.0.9 10.1.0.10"), cluster.groups());
  }

  @Test
  void snapshot_addressInTwoSlicesWhileTheyAreRebalanced_standsOnce() {
    MappedCluster cluster =
        MappedCluster.of(CART, http("a", endpoints("10.1.0.1")), http("b", endpoints("10.1.0.1")));

    assertEquals(List.of("http/tcp/8080: 10.1.0.1"), cluster.groups());
  }

  @Test
  void snapshot_addressEndingInOneSliceAndReadyInAnother_lives() {
    EndpointSlice ending = http("a", endpoint("10.1.0.1", false, false, true));
    EndpointSlice ready = http("b", endpoint("10.1.0.1", true, true, false));

    assertEquals(State.READY, MappedCluster.of(CART, ending, ready).onlyEndpoint().state());
    assertEquals(State.READY, MappedCluster.of(CART, ready, ending).onlyEndpoint().state());
  }

  @Test
  void snapshot_addressEndingInOneSliceAndNotReadyInAnother_lives() {
    EndpointSlice ending = http("a", endpoint("10.1.0.1", false, true, true));
    EndpointSlice starting = http("b", endpoint("10.1.0.1", false, false, false));

    assertTrue(MappedCluster.of(CART, ending, starting).onlyEndpoint().state().lives());
  }

  @Test
  void snapshot_addressEndingInEverySlice_staysAsEnding() {
    EndpointSlice one = http("a", endpoint("10.1.0.1", false, false, true));
    EndpointSlice other = http("b", endpoint("10.1.0.1", false, true, true));

    assertEquals(
        new State(false, true, true), MappedCluster.of(CART, one, other).onlyEndpoint().state());
  }

  @Test
  void snapshot_readyByPublishNotReadyAddressesWhileItTerminates_lives() {
    State state =
        MappedCluster.of(CART, http("a", endpoint("10.1.0.1", true, false, true)))
            .onlyEndpoint()
            .state();

    assertTrue(state.lives());
    assertEquals("ready", state.text());
  }

  @Test
  void snapshot_addressThatWasGivenFromAnEndingPodToALivingOne_isAtTheLivingOnesNode() {
    Node old = node("node-a", ClusterSettings.DEFAULT_SITE_LABEL, "100", "192.168.0.1");
    Node fresh = node("node-b", ClusterSettings.DEFAULT_SITE_LABEL, "200", "192.168.0.2");
    EndpointSlice ending = http("a", at("node-a", "cart-old", false));
    EndpointSlice living = http("b", at("node-b", "cart-new", true));

    for (MappedCluster cluster :
        List.of(
            MappedCluster.of(CART, old, fresh, ending, living),
            MappedCluster.of(CART, living, fresh, ending, old))) {
      assertEquals("200", cluster.onlyEndpoint().site().orElseThrow().value());
      assertEquals("shop/cart-new", cluster.onlyEndpoint().pod().orElseThrow());
    }
  }

  private static Endpoint at(String node, String pod, boolean living) {
    return new EndpointBuilder(endpoint("10.1.0.1", living, living, !living))
        .withNodeName(node)
        .withNewTargetRef()
        .withKind("Pod")
        .withName(pod)
        .endTargetRef()
        .build();
  }

  @Test
  void snapshot_drainingPod_isNotCutOff_defectS21() {
    State state =
        MappedCluster.of(CART, http("a", endpoint("10.1.0.1", false, true, true)))
            .onlyEndpoint()
            .state();

    assertEquals(new State(false, true, true), state);
  }

  @Test
  void snapshot_absentConditions_meanReady_defectS21() {
    assertEquals(
        State.READY,
        MappedCluster.of(CART, http("a", endpoint("10.1.0.1", null, null, null)))
            .onlyEndpoint()
            .state());
    assertEquals(
        State.READY,
        MappedCluster.of(CART, http("a", endpoints("10.1.0.1"))).onlyEndpoint().state());
  }

  @Test
  void snapshot_absentServing_isAsReady() {
    State state =
        MappedCluster.of(CART, http("a", endpoint("10.1.0.1", false, null, true)))
            .onlyEndpoint()
            .state();

    assertEquals(new State(false, false, true), state);
  }

  @Test
  void snapshot_dualStackService_keepsBothFamilies_defectS12() {
    EndpointSlice ipv6 =
        slice("six", "cart")
            .withAddressType("IPv6")
            .withPorts(port("http", 8080))
            .withEndpoints(endpoints("fd00::1"))
            .build();

    MappedCluster cluster = MappedCluster.of(CART, ipv6, http("four", endpoints("10.1.0.1")));

    assertEquals(List.of("http/tcp/8080: 10.1.0.1 fd00::1"), cluster.groups());
    assertEquals(128, cluster.onlyGroup().endpoints().get(1).address().length());
  }

  @Test
  void snapshot_sctpPort_isNotReadAsProtocolZero_defectS13() {
    EndpointSlice sctp =
        slice("a", "cart")
            .addNewPort()
            .withName("sig")
            .withProtocol("SCTP")
            .withPort(2905)
            .endPort()
            .withEndpoints(endpoints("10.1.0.1"))
            .build();

    assertEquals(List.of("sig/sctp/2905: 10.1.0.1"), MappedCluster.of(CART, sctp).groups());
    assertEquals(132, IpProtocol.SCTP.number());
  }

  @Test
  void snapshot_namedTargetPort_hasTheNumberOfTheSlice_defectS14() {
    Service named =
        service("cart")
            .editSpec()
            .editFirstPort()
            .withTargetPort(new IntOrString("web"))
            .endPort()
            .endSpec()
            .build();

    assertEquals(
        List.of("http/tcp/8080: 10.1.0.1"),
        MappedCluster.of(named, http("a", endpoints("10.1.0.1"))).groups());
  }

  @Test
  void snapshot_targetPortOfAnotherNumber_isNotRead_defectS14() {
    Service numbered =
        service("cart")
            .editSpec()
            .editFirstPort()
            .withTargetPort(new IntOrString(9999))
            .endPort()
            .endSpec()
            .build();

    assertEquals(
        List.of("http/tcp/8080: 10.1.0.1"),
        MappedCluster.of(numbered, http("a", endpoints("10.1.0.1"))).groups());
  }

  @Test
  void snapshot_podsWithDifferentNumbersForOneName_keepTheirOwn_defectS14() {
    EndpointSlice old =
        slice("old", "cart")
            .withPorts(port("http", 80))
            .withEndpoints(endpoints("10.1.0.2"))
            .build();

    assertEquals(
        List.of("http/tcp/80: 10.1.0.2", "http/tcp/8080: 10.1.0.1"),
        MappedCluster.of(CART, http("a", endpoints("10.1.0.1")), old).groups());
  }

  @Test
  void snapshot_sameNumberOnTcpAndUdp_isTwoPorts() {
    EndpointSlice dns =
        slice("a", "cart")
            .withPorts(
                new EndpointPortBuilder().withName("dns").withProtocol("UDP").withPort(53).build(),
                new EndpointPortBuilder().withName("dns").withPort(53).build())
            .withEndpoints(endpoints("10.1.0.1"))
            .build();

    assertEquals(
        List.of("dns/tcp/53: 10.1.0.1", "dns/udp/53: 10.1.0.1"),
        MappedCluster.of(CART, dns).groups());
  }

  @Test
  void snapshot_scaledToZero_staysWithoutEndpoints_defectS22() {
    EndpointSlice empty = slice("a", "cart").withPorts(port("http", 8080)).build();

    MappedCluster cluster = MappedCluster.of(CART, empty);

    assertEquals(List.of(), cluster.groups());
    assertTrue(cluster.service("cart").reading().intent().isPresent());
  }

  @Test
  void snapshot_sliceWithNullLists_doesNotThrow_defectS34() {
    EndpointSlice nothing = slice("a", "cart").build();
    nothing.setEndpoints(null);
    nothing.setPorts(null);

    assertEquals(List.of(), MappedCluster.of(CART, nothing).groups());
  }

  @Test
  void snapshot_portWithoutNumber_meansAllPortsOfItsProtocol() {
    EndpointSlice all =
        slice("a", "cart").addNewPort().endPort().withEndpoints(endpoints("10.1.0.1")).build();

    assertEquals(List.of("/tcp/all: 10.1.0.1"), MappedCluster.of(CART, all).groups());
    assertFalse(MappedCluster.of(CART, all).onlyGroup().portless());
  }

  @Test
  void snapshot_sliceWithoutPorts_isPortless() {
    EndpointSlice none = slice("a", "cart").withEndpoints(endpoints("10.1.0.1")).build();

    assertEquals(List.of("/-/all: 10.1.0.1"), MappedCluster.of(CART, none).groups());
    assertTrue(MappedCluster.of(CART, none).onlyGroup().portless());
  }

  @Test
  void snapshot_endpointWithSeveralAddresses_hasThemAll() {
    EndpointSlice two =
        slice("a", "cart")
            .withPorts(port("http", 8080))
            .addNewEndpoint()
            .withAddresses("10.1.0.2", "10.1.0.1")
            .endEndpoint()
            .build();

    assertEquals(List.of("http/tcp/8080: 10.1.0.1 10.1.0.2"), MappedCluster.of(CART, two).groups());
  }

  @Test
  void snapshot_podKnownToOneSliceOnly_isKept() {
    EndpointSlice named =
        slice("b", "cart")
            .withPorts(port("http", 8080))
            .addNewEndpoint()
            .withAddresses("10.1.0.1")
            .withNewTargetRef()
            .withKind("Pod")
            .withName("cart-0")
            .endTargetRef()
            .endEndpoint()
            .build();

    assertEquals(
        "shop/cart-0",
        MappedCluster.of(CART, http("a", endpoints("10.1.0.1")), named)
            .onlyEndpoint()
            .pod()
            .orElseThrow());
  }
}
