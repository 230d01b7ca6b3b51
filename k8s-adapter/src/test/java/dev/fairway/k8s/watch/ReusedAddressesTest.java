package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static dev.fairway.k8s.watch.PodLookupFixture.CART;
import static dev.fairway.k8s.watch.PodLookupFixture.listing;
import static dev.fairway.k8s.watch.PodLookupFixture.missing;
import static dev.fairway.k8s.watch.PodLookupFixture.of;
import static dev.fairway.k8s.watch.PodLookupFixture.pod;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.runtime.safety.PodLookup.MissingAddress;
import dev.fairway.runtime.safety.PodLookup.Sight;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses that another pod has now, as the slices of a running cluster show them. */
class ReusedAddressesTest {

  private final PodLookupFixture cluster =
      new PodLookupFixture(
          service("cart").build(),
          unannotated("search"),
          listing("cart-1", "cart", of("10.1.0.1", "a"), of("10.1.0.2", "b")),
          listing("search-1", "search", of("10.1.0.9", "z")));

  private static Service unannotated(String name) {
    return service(name).editMetadata().withAnnotations(Map.of()).endMetadata().build();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  /** Waits until a snapshot shows so many endpoints of a Service. */
  private void awaitEndpoints(String service, int number) {
    eventually()
        .until(
            () ->
                cluster.shop().service(service).stream()
                        .flatMap(state -> state.endpoints().stream())
                        .mapToInt(group -> group.endpoints().size())
                        .sum()
                    == number);
  }

  @Test
  void slice_withAnAddressThatAnotherServiceHasWithAnotherPod_isUrgent() {
    awaitEndpoints("cart", 2);
    cluster.shop().update(listing("search-1", "search", of("10.1.0.9", "z"), of("10.1.0.1", "y")));

    awaitEndpoints("search", 2);
    assertEquals(1, cluster.shop().urgentChanges());
    assertTrue(
        cluster
            .lookup()
            .reusedSince(
                new MissingAddress(
                    IpPrefix.parse("10.1.0.1"), Optional.of(CART), Optional.of("shop/a")))
            .isPresent());

    cluster
        .shop()
        .update(
            listing(
                "search-1",
                "search",
                of("10.1.0.9", "z"),
                of("10.1.0.1", "y"),
                of("10.1.0.8", "x")));
    awaitEndpoints("search", 3);
    assertEquals(1, cluster.shop().urgentChanges(), "it was seen before");
  }

  @Test
  void slice_withTheSamePodOfTwoServicesOrAnotherOfTheSame_isNotUrgent() {
    awaitEndpoints("cart", 2);
    cluster.shop().update(listing("search-1", "search", of("10.1.0.9", "z"), of("10.1.0.1", "a")));
    cluster.shop().update(listing("cart-1", "cart", of("10.1.0.1", "a"), of("10.1.0.2", "c")));
    cluster.shop().create(listing("cart-2", "cart", of("10.1.0.3", "d")));

    awaitEndpoints("cart", 3);
    awaitEndpoints("search", 2);
    assertEquals(0, cluster.shop().urgentChanges());
  }

  @Test
  void slice_withTheAddressOfAServiceWithoutRules_isNotUrgent() {
    awaitEndpoints("search", 1);
    cluster.shop().update(listing("cart-1", "cart", of("10.1.0.9", "a")));

    awaitEndpoints("cart", 1);
    assertEquals(0, cluster.shop().urgentChanges());
  }

  @Test
  void slice_withAnAddressInQuestion_isUrgentAndLetsThePodsBeAskedAnew() {
    MissingAddress asked = missing("10.1.0.1", "shop/a");
    cluster.run(pod("shop/a", "cart", "10.1.0.1").build());
    awaitEndpoints("cart", 2);
    cluster.shop().delete(listing("cart-1", "cart"));
    awaitEndpoints("cart", 0);
    assertEquals(Sight.THERE, cluster.sight(asked));

    cluster.delete("shop/a");
    cluster.run(pod("shop/y", "search", "10.1.0.1").build());
    assertEquals(Sight.THERE, cluster.sight(asked), "it is not asked for again yet");
    cluster.shop().update(listing("search-1", "search", of("10.1.0.1", "y")));
    eventually().until(() -> cluster.shop().urgentChanges() == 1);

    assertEquals(Sight.TAKEN, cluster.sight(asked));
    assertTrue(cluster.lookup().reusedSince(asked).isPresent());
  }

  @Test
  void slice_withAnAddressInQuestionThatItsServiceListsAgain_isNoReuse() {
    MissingAddress asked = missing("10.1.0.1", "shop/a");
    awaitEndpoints("cart", 2);
    cluster.shop().delete(listing("cart-1", "cart"));
    awaitEndpoints("cart", 0);
    cluster.look(asked);
    cluster.shop().create(listing("cart-2", "cart", of("10.1.0.1", "a")));

    awaitEndpoints("cart", 1);
    assertEquals(0, cluster.shop().urgentChanges());
    assertTrue(cluster.lookup().reusedSince(asked).isEmpty());
  }

  @Test
  void reusedSince_ofAnAddressThatLeftAndThatItsServiceListsAgain_isEmptyAgain() {
    MissingAddress left = missing("10.1.0.1", "shop/a");
    awaitEndpoints("cart", 2);
    cluster.shop().update(listing("cart-1", "cart", of("10.1.0.2", "b")));
    awaitEndpoints("cart", 1);
    cluster.shop().update(listing("search-1", "search", of("10.1.0.1", "y")));
    eventually().until(() -> cluster.lookup().reusedSince(left).isPresent());
    assertEquals(0, cluster.shop().urgentChanges(), "no rule of cart has it by then");

    cluster.shop().update(listing("cart-1", "cart", of("10.1.0.2", "b"), of("10.1.0.1", "c")));
    awaitEndpoints("cart", 2);
    assertTrue(cluster.lookup().reusedSince(left).isEmpty());
  }
}
