package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.endpoint;
import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.Departures;
import dev.fairway.core.snapshot.Departures.Kind;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.NodeView;
import dev.fairway.k8s.objects.ServiceView;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DepartureRecorderTest {

  private static final InformerTransform TRANSFORM =
      new InformerTransform("eu", "fairway.dev/site");
  private static final ServiceKey CART = new ServiceKey("eu", "shop", "cart");

  private final DepartureRecorder recorder = new DepartureRecorder("eu");
  private final StoreListener<EndpointSliceView> slices = recorder.slices();
  private final StoreListener<ServiceView> services = recorder.services();
  private final StoreListener<NodeView> nodes = recorder.nodes();

  private static EndpointSliceView listingOf(String uid, String service, Endpoint... endpoints) {
    return TRANSFORM.slice(
        slice("a", service)
            .editMetadata()
            .withUid(uid)
            .endMetadata()
            .withPorts(port("http", 8080))
            .withEndpoints(endpoints)
            .build());
  }

  private static EndpointSliceView listing(String... addresses) {
    return listingOf("u1", "cart", endpoints(addresses));
  }

  private static Endpoint terminating(String address) {
    return endpoint(address, false, true, true);
  }

  private static ServiceView cart(String uid) {
    return TRANSFORM.service(service("cart").editMetadata().withUid(uid).endMetadata().build());
  }

  private Departures take() {
    return recorder.take(service -> false, node -> false);
  }

  private SortedMap<String, Kind> left() {
    SortedMap<String, Kind> left = new TreeMap<>();
    take()
        .endpoints()
        .getOrDefault(CART, new TreeMap<IpPrefix, Kind>())
        .forEach((address, kind) -> left.put(address.addressText(), kind));
    return left;
  }

  @Test
  void take_ofASliceReadWithoutAnAddress_tellsItRemovedOnce() {
    slices.replaced(listing("10.1.0.1", "10.1.0.2"), listing("10.1.0.2"));

    assertEquals(Map.of("10.1.0.1", Kind.REMOVED), left());
    assertSame(Departures.NONE, take());
  }

  @Test
  void take_ofAnEndpointThatWasTerminating_tellsItTerminatedHoweverItsSliceLeft() {
    EndpointSliceView draining =
        listingOf("u1", "cart", terminating("10.1.0.1"), endpoints("10.1.0.2")[0]);

    slices.replaced(draining, listing("10.1.0.2"));
    assertEquals(Map.of("10.1.0.1", Kind.TERMINATED), left());
    slices.deleted(draining);
    assertEquals(Map.of("10.1.0.1", Kind.TERMINATED), left());
    slices.missing(draining);
    assertEquals(Map.of("10.1.0.1", Kind.TERMINATED), left());
  }

  @Test
  void take_ofADeletedSlice_tellsNothing() {
    slices.deleted(listing("10.1.0.1"));
    slices.missing(listing("10.1.0.2"));

    assertSame(Departures.NONE, take());
  }

  @Test
  void take_ofASliceMadeAnewUnderTheSameName_tellsNothing() {
    slices.replaced(listing("10.1.0.1"), listingOf("u2", "cart"));

    assertSame(Departures.NONE, take());
  }

  @Test
  void take_ofASliceThatBecameAnothersService_tellsItsAddressesRemoved() {
    slices.replaced(listing("10.1.0.1"), listingOf("u1", "search", endpoints("10.1.0.1")));

    assertEquals(Map.of("10.1.0.1", Kind.REMOVED), left());
  }

  @Test
  void take_ofAnAddressThatCameBack_tellsNothing() {
    slices.replaced(listing("10.1.0.1", "10.1.0.2"), listing("10.1.0.2"));
    slices.replaced(listing("10.1.0.2"), listing("10.1.0.1", "10.1.0.2"));
    // Its next absence is a loss, whatever was seen before.
    slices.deleted(listing("10.1.0.1", "10.1.0.2"));

    assertSame(Departures.NONE, take());
  }

  @Test
  void take_ofAnAddressRemovedFromOneSliceAndTerminatedInAnother_tellsTerminated() {
    slices.deleted(listingOf("u2", "cart", terminating("10.1.0.1")));
    slices.replaced(listing("10.1.0.1"), listing());

    assertEquals(Map.of("10.1.0.1", Kind.TERMINATED), left());
  }

  @Test
  void take_ofADeletedServiceAndNode_tellsThemOnce() {
    services.deleted(cart("u1"));
    nodes.deleted(TRANSFORM.node(node("n1", "a", "b", "192.0.2.1")));
    Departures departures = take();

    assertEquals(Set.of(CART), departures.services());
    assertEquals(Set.of("n1"), departures.nodes());
    assertSame(Departures.NONE, take());
  }

  @Test
  void take_ofWhatIsMissingAfterAList_tellsNothing() {
    services.missing(cart("u1"));
    nodes.missing(TRANSFORM.node(node("n1", "a", "b", "192.0.2.1")));

    assertSame(Departures.NONE, take());
  }

  @Test
  void take_ofAServiceMadeAnew_neverTellsTheEndOfTheOldOneForTheNewOne() {
    services.deleted(cart("u1"));
    services.added(cart("u2"));
    services.missing(cart("u2"));
    assertSame(Departures.NONE, take());

    services.deleted(cart("u1"));
    assertSame(Departures.NONE, recorder.take(CART::equals, node -> false));
    assertSame(Departures.NONE, take(), "nor later, when the new one is missing");
  }

  @Test
  void take_atTheLimit_tellsWhatCameFirstAndIsEmptyAfter() {
    DepartureRecorder small = new DepartureRecorder("eu", 2);
    small.services().deleted(cart("u1"));
    small.slices().replaced(listing("10.1.0.1", "10.1.0.2", "10.1.0.3"), listing("10.1.0.3"));
    Departures departures = small.take(service -> false, node -> false);

    assertEquals(1, departures.services().size());
    assertEquals(1, departures.endpoints().get(CART).size());
    small.slices().replaced(listing("10.1.0.1", "10.1.0.2"), listing());
    assertEquals(2, small.take(service -> false, node -> false).endpoints().get(CART).size());
  }
}
