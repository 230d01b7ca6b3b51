package dev.fairway.k8s.assume;

import static dev.fairway.k8s.assume.AssumedShop.FRANKFURT;
import static dev.fairway.k8s.assume.AssumedShop.MADRID;
import static dev.fairway.k8s.assume.AssumedShop.addresses;
import static dev.fairway.k8s.assume.AssumedShop.deployment;
import static dev.fairway.k8s.assume.AssumedShop.make;
import static dev.fairway.k8s.assume.AssumedShop.network;
import static dev.fairway.k8s.assume.AssumedShop.read;
import static dev.fairway.k8s.assume.AssumedShop.template;
import static dev.fairway.k8s.assume.AssumedShop.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.k8s.KubernetesSamples;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssumedPodsTest {

  @Test
  void make_selectedDeployment_hasThatManyPodsAtEverySite() {
    ServiceState cart =
        read(
            "cart",
            3,
            List.of(FRANKFURT, MADRID),
            web("cart", "cart").build(),
            deployment("cart", "cart", 8080));

    ServiceEndpoints group = cart.endpoints().get(0);
    assertEquals(1, cart.endpoints().size());
    assertEquals(8080, group.port().orElseThrow());
    assertEquals(6, group.endpoints().size());
    for (Endpoint endpoint : group.endpoints()) {
      Network network = endpoint.site().orElseThrow().value().equals("100") ? FRANKFURT : MADRID;
      assertTrue(network.prefix().contains(endpoint.address()), endpoint.toString());
      assertEquals(Endpoint.Kind.POD, endpoint.kind());
    }
    assertEquals(
        3,
        group.endpoints().stream()
            .filter(endpoint -> endpoint.site().equals(FRANKFURT.site()))
            .count());
  }

  @Test
  void make_statefulSetsAndDaemonSets_haveThemToo() {
    HasMetadata set =
        new StatefulSetBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("cart")
            .endMetadata()
            .withNewSpec()
            .withTemplate(template("cart", 8080))
            .endSpec()
            .build();
    HasMetadata daemon =
        new DaemonSetBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("cart")
            .endMetadata()
            .withNewSpec()
            .withTemplate(template("cart", 8080))
            .endSpec()
            .build();

    assertEquals(
        4,
        new HashSet<>(
                addresses(
                    read("cart", 2, List.of(FRANKFURT), web("cart", "cart").build(), set, daemon)))
            .size());
  }

  @Test
  void make_namedTargetPort_hasTheNumberOfEachTemplate_defectS14() {
    ServiceState cart =
        read(
            "cart",
            1,
            List.of(FRANKFURT),
            web("cart", "cart").build(),
            deployment("stable", "cart", 8080),
            deployment("canary", "cart", 9090));

    assertEquals(
        List.of(8080, 9090),
        cart.endpoints().stream().map(group -> group.port().orElseThrow()).toList());
    assertEquals(2, new HashSet<>(addresses(cart)).size());
  }

  @Test
  void make_portNameOfAnotherProtocol_isNotTaken() {
    Service dns =
        web("cart", "cart")
            .editSpec()
            .editFirstPort()
            .withTargetPort(new IntOrString("dns"))
            .endPort()
            .endSpec()
            .build();

    assertEquals(
        List.of(),
        read("cart", 1, List.of(FRANKFURT), dns, deployment("cart", "cart", 1)).endpoints());
  }

  @Test
  void make_targetPorts_areNumbersOrTheServicesOwn() {
    Service numbers =
        web("cart", "cart")
            .editSpec()
            .editFirstPort()
            .withTargetPort(new IntOrString(8081))
            .endPort()
            .addNewPort()
            .withName("own")
            .withPort(443)
            .endPort()
            .endSpec()
            .build();

    assertEquals(
        List.of(8081, 443),
        read("cart", 1, List.of(FRANKFURT), numbers, deployment("cart", "cart", 1))
            .endpoints()
            .stream()
            .map(group -> group.port().orElseThrow())
            .toList());
  }

  @Test
  void make_podOfTwoServices_hasOneAddressInBoth() {
    HasMetadata[] objects = {
      web("cart", "cart").build(), web("cart-admin", "cart").build(), deployment("cart", "cart", 80)
    };

    assertEquals(
        addresses(read("cart", 2, List.of(FRANKFURT), objects)),
        addresses(read("cart-admin", 2, List.of(FRANKFURT), objects)));
  }

  @Test
  void make_serviceThatSelectsNothing_getsNone() {
    Service without = web("cart", "cart").editSpec().withSelector(null).endSpec().build();
    Service external = web("ext", "cart").editSpec().withType("ExternalName").endSpec().build();
    Service other = web("other", "else").build();

    assertEquals(
        List.of(),
        make(2, List.of(FRANKFURT), without, external, other, deployment("cart", "cart", 80))
            .objects()
            .endpointSlices());
  }

  @Test
  void make_workloadOfAnotherNamespace_isNotSelected() {
    Deployment elsewhere = deployment("cart", "cart", 80);
    elsewhere.getMetadata().setNamespace("other");

    assertEquals(
        List.of(),
        make(2, List.of(FRANKFURT), web("cart", "cart").build(), elsewhere)
            .objects()
            .endpointSlices());
  }

  @Test
  void make_serviceWithRealEndpoints_getsNone() {
    HasMetadata real =
        KubernetesSamples.slice("real", "cart")
            .withPorts(KubernetesSamples.port("http", 8080))
            .withEndpoints(KubernetesSamples.endpoints("10.1.0.1"))
            .build();

    assertEquals(
        List.of(),
        make(
                2,
                List.of(FRANKFURT),
                web("cart", "cart").build(),
                real,
                deployment("cart", "cart", 80))
            .objects()
            .endpointSlices());
  }

  @Test
  void make_dualStackService_hasOneAddressOfEachFamilyForEachPod() {
    Service dual =
        web("cart", "cart").editSpec().withIpFamilyPolicy("PreferDualStack").endSpec().build();
    ServiceState cart =
        read(
            "cart",
            2,
            List.of(FRANKFURT, network("fd00:1::/64", "100")),
            dual,
            deployment("cart", "cart", 80));

    assertEquals(
        List.of(32, 32, 128, 128), addresses(cart).stream().map(IpPrefix::length).toList());
    assertEquals(
        2, cart.endpoints().get(0).endpoints().stream().map(Endpoint::pod).distinct().count());
  }

  @Test
  void make_serviceOfOneFamily_getsSlicesOfThatFamilyOnly() {
    Service six = web("cart", "cart").editSpec().withIpFamilies("IPv6").endSpec().build();

    assertEquals(
        List.of(128),
        addresses(
                read(
                    "cart",
                    1,
                    List.of(FRANKFURT, network("fd00:1::/64", "100")),
                    six,
                    deployment("cart", "cart", 80)))
            .stream()
            .map(IpPrefix::length)
            .toList());
  }

  @Test
  void make_podsInTheirHostsNetwork_shareTheirNodesAddress() {
    Deployment host = deployment("cart", "cart", 80);
    host.getSpec().getTemplate().getSpec().setHostNetwork(true);

    ServiceState cart = read("cart", 3, List.of(FRANKFURT), web("cart", "cart").build(), host);

    assertEquals(1, addresses(cart).size());
    assertEquals(Endpoint.Kind.NODE, cart.endpoints().get(0).endpoints().get(0).kind());
  }

  @Test
  void make_headlessServiceWithoutPorts_hasPortlessEndpoints() {
    Service headless =
        web("cart", "cart").editSpec().withClusterIP("None").withPorts(List.of()).endSpec().build();

    assertTrue(
        read("cart", 1, List.of(FRANKFURT), headless, deployment("cart", "cart", 80))
            .endpoints()
            .get(0)
            .portless());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void make_shuffledObjects_isEqual(long seed) {
    List<HasMetadata> objects = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      objects.add(web("s" + i, "a" + i % 5).build());
      objects.add(deployment("d" + i, "a" + i % 5, 8000 + i));
    }
    List<Network> networks =
        new ArrayList<>(List.of(FRANKFURT, MADRID, network("10.3.0.0/24", "300")));
    AssumedPods.Result straight = make(5, networks, objects.toArray(new HasMetadata[0]));

    Collections.shuffle(objects, new Random(seed));
    Collections.shuffle(networks, new Random(seed));

    assertEquals(straight, make(5, networks, objects.toArray(new HasMetadata[0])));
  }

  @Test
  void make_lessThanOnePod_isABug() {
    assertThrows(IllegalArgumentException.class, () -> make(0, List.of(FRANKFURT)));
  }
}
