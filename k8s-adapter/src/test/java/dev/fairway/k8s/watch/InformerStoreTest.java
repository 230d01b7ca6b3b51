package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.ServiceView;
import dev.fairway.k8s.watch.WatchedObject.WatchedService;
import dev.fairway.k8s.watch.WatchedObject.WatchedSlice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InformerStoreTest {

  private static final InformerTransform TRANSFORM =
      new InformerTransform("eu", "fairway.dev/site");

  private static WatchedSlice watched(String version, String address) {
    return new WatchedSlice(
        TRANSFORM.slice(
            slice("a", "cart")
                .withPorts(port("http", 8080))
                .withEndpoints(endpoints(address))
                .build()),
        version);
  }

  private static WatchedService watchedService(String version, String uid) {
    return new WatchedService(
        TRANSFORM.service(service("cart").editMetadata().withUid(uid).endMetadata().build()),
        version);
  }

  @Test
  void put_objectThatDidNotChange_keepsTheOlderViewAndTheNewerVersion() {
    InformerStore<EndpointSliceView, WatchedSlice> store =
        new InformerStore<>(StoreListener.all(List.of()));
    WatchedSlice first = watched("1", "10.1.0.1");
    store.put(first.key(), first);
    EndpointSliceView record = first.view();

    WatchedSlice second = watched("2", "10.1.0.1");
    store.put(second.key(), second);

    assertSame(record, store.view("shop/a").orElseThrow());
    assertEquals("2", store.get("shop/a").getMetadata().getResourceVersion());
  }

  @Test
  void put_objectThatChanged_replacesItsView() {
    InformerStore<EndpointSliceView, WatchedSlice> store =
        new InformerStore<>(StoreListener.all(List.of()));
    WatchedSlice first = watched("1", "10.1.0.1");
    store.put(first.key(), first);
    WatchedSlice second = watched("2", "10.1.0.2");
    store.put(second.key(), second);

    assertSame(second.view(), store.view("shop/a").orElseThrow());
  }

  @Test
  void put_serviceWhoseStatusAloneChanged_keepsItsSpecViewAndTakesItsStatusView() {
    InformerStore<ServiceView, WatchedService> store =
        new InformerStore<>(StoreListener.all(List.of()));
    WatchedService first = watchedService("1", "u1");
    store.put(first.key(), first);
    WatchedService second = watchedService("2", "u2");
    store.put(second.key(), second);

    ServiceView kept = store.view("shop/cart").orElseThrow();
    assertSame(first.view().spec(), kept.spec());
    assertEquals("u2", kept.status().uid());
  }

  @Test
  void startingFrom_anotherStore_isIndependentOfIt() {
    InformerStore<EndpointSliceView, WatchedSlice> store =
        new InformerStore<>(StoreListener.all(List.of()));
    WatchedSlice first = watched("1", "10.1.0.1");
    store.put(first.key(), first);

    InformerStore<EndpointSliceView, WatchedSlice> next = InformerStore.startingFrom(store);
    store.remove(first.key());

    assertNotSame(Optional.empty(), next.view("shop/a"));
    assertEquals(1, next.views().size());
    assertEquals(0, store.size());
  }
}
