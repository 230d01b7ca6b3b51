package dev.fairway.k8s.assume;

import static dev.fairway.k8s.assume.AssumedShop.FRANKFURT;
import static dev.fairway.k8s.assume.AssumedShop.MADRID;
import static dev.fairway.k8s.assume.AssumedShop.addresses;
import static dev.fairway.k8s.assume.AssumedShop.deployment;
import static dev.fairway.k8s.assume.AssumedShop.make;
import static dev.fairway.k8s.assume.AssumedShop.network;
import static dev.fairway.k8s.assume.AssumedShop.read;
import static dev.fairway.k8s.assume.AssumedShop.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.k8s.KubernetesSamples;
import dev.fairway.k8s.objects.KubernetesObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which addresses assumed pods get. */
class AssumedAddressesTest {

  @Test
  void make_manyWorkloadsInASmallNetwork_neverShareAnAddress() {
    List<HasMetadata> objects = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      objects.add(web("s" + i, "a" + i).build());
      objects.add(deployment("d" + i, "a" + i, 80));
    }

    AssumedPods.Result made =
        make(5, List.of(network("10.3.0.0/24", "300")), objects.toArray(new HasMetadata[0]));

    List<String> addresses =
        made.objects().endpointSlices().stream()
            .flatMap(slice -> slice.getEndpoints().stream())
            .flatMap(endpoint -> endpoint.getAddresses().stream())
            .toList();
    assertEquals(250, addresses.size());
    assertEquals(250, Set.copyOf(addresses).size());
    assertFalse(addresses.contains("10.3.0.0") || addresses.contains("10.3.0.255"));
    assertEquals(List.of(), made.diagnostics());
  }

  @Test
  void make_networkWithoutRoom_saysHowManyAreLeftOut() {
    AssumedPods.Result made =
        make(
            9,
            List.of(network("10.3.0.0/29", "300")),
            web("cart", "cart").build(),
            deployment("cart", "cart", 80));

    assertEquals(5, made.objects().endpointSlices().get(0).getEndpoints().size());
    assertEquals(DiagnosticCode.LIMIT_EXCEEDED, made.diagnostics().get(0).code());
    assertTrue(made.diagnostics().get(0).message().contains("no room for 4 of"));
  }

  @Test
  void make_anotherWorkload_leavesTheAddressesOfTheFirstAlone() {
    HasMetadata[] before = {web("cart", "cart").build(), deployment("cart", "cart", 80)};
    HasMetadata[] after = {
      before[0], before[1], web("api", "api").build(), deployment("api", "api", 80)
    };

    assertEquals(
        addresses(read("cart", 10, List.of(FRANKFURT, MADRID), before)),
        addresses(read("cart", 10, List.of(FRANKFURT, MADRID), after)));
  }

  @Test
  void make_morePods_keepTheAddressesOfTheFewer() {
    HasMetadata[] objects = {web("cart", "cart").build(), deployment("cart", "cart", 80)};

    assertTrue(
        addresses(read("cart", 10, List.of(FRANKFURT), objects))
            .containsAll(addresses(read("cart", 3, List.of(FRANKFURT), objects))));
  }

  @Test
  void make_networkInsideAnothersNetwork_isNotTakenFromItsSite() {
    ServiceState cart =
        read(
            "cart",
            40,
            List.of(network("10.0.0.0/24", "100"), network("10.0.0.0/25", "200")),
            web("cart", "cart").build(),
            deployment("cart", "cart", 80));

    IpPrefix madrid = IpPrefix.parse("10.0.0.0/25");
    for (Endpoint endpoint : cart.endpoints().get(0).endpoints()) {
      assertEquals(
          endpoint.site().orElseThrow().value().equals("200"),
          madrid.contains(endpoint.address()),
          endpoint.toString());
    }
    assertEquals(80, addresses(cart).size());
  }

  @Test
  void make_addressOfARealPod_isNotUsedAgain() {
    HasMetadata[] objects = {web("cart", "cart").build(), deployment("cart", "cart", 80)};
    IpPrefix first = addresses(read("cart", 1, List.of(FRANKFURT), objects)).get(0);
    HasMetadata real =
        KubernetesSamples.slice("real", "other")
            .withEndpoints(KubernetesSamples.endpoints(first.addressText()))
            .build();

    assertFalse(
        addresses(read("cart", 1, List.of(FRANKFURT), objects[0], objects[1], real))
            .contains(first));
  }

  @Test
  void make_networksWithoutSites_isAnError() {
    AssumedPods.Result made =
        make(
            1,
            List.of(new Network(IpPrefix.parse("10.0.0.0/8"), Segment.DEFAULT, Optional.empty())),
            web("cart", "cart").build(),
            deployment("cart", "cart", 80));

    assertTrue(made.diagnostics().get(0).isError());
    assertEquals(KubernetesObjects.EMPTY, made.objects());
  }
}
