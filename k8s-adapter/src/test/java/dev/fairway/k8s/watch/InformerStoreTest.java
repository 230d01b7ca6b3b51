package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.ServiceView;
import dev.fairway.k8s.watch.WatchedObject.WatchedService;
import dev.fairway.k8s.watch.WatchedObject.WatchedSlice;
import java.util.ArrayList;
import java.util.List;
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
    store.put(first);
    EndpointSliceView record = first.view();

    WatchedSlice second = watched("2", "10.1.0.1");
    store.put(second);

    assertSame(record, store.view("shop/a").orElseThrow());
    assertEquals("2", store.items().get(0).resourceVersion());
  }

  @Test
  void put_objectThatChanged_replacesItsView() {
    InformerStore<EndpointSliceView, WatchedSlice> store =
        new InformerStore<>(StoreListener.all(List.of()));
    WatchedSlice first = watched("1", "10.1.0.1");
    store.put(first);
    WatchedSlice second = watched("2", "10.1.0.2");
    store.put(second);

    assertSame(second.view(), store.view("shop/a").orElseThrow());
  }

  @Test
  void put_serviceWhoseStatusAloneChanged_keepsItsSpecViewAndTakesItsStatusView() {
    InformerStore<ServiceView, WatchedService> store =
        new InformerStore<>(StoreListener.all(List.of()));
    WatchedService first = watchedService("1", "u1");
    store.put(first);
    WatchedService second = watchedService("2", "u2");
    store.put(second);

    ServiceView kept = store.view("shop/cart").orElseThrow();
    assertSame(first.view().spec(), kept.spec());
    assertEquals("u2", kept.status().uid());
  }

  @Test
  void put_sameVersionTwice_isNoChange() {
    InformerStore<EndpointSliceView, WatchedSlice> store =
        new InformerStore<>(StoreListener.all(List.of()));
    WatchedSlice first = watched("1", "10.1.0.1");

    assertTrue(store.put(first));
    assertFalse(store.put(watched("1", "10.1.0.1")));
    assertSame(first, store.interned(watched("1", "10.1.0.1")));
    assertSame(first, store.items().get(0));
  }

  @Test
  void listener_ofObjectsThatComeAndLeave_tellsADeleteThatWasSeenFromAnAbsence() {
    List<String> told = new ArrayList<>();
    InformerStore<EndpointSliceView, WatchedSlice> store =
        new InformerStore<>(
            new StoreListener<>() {
              @Override
              public void added(EndpointSliceView newer) {
                told.add("added " + newer.name());
              }

              @Override
              public void replaced(EndpointSliceView older, EndpointSliceView newer) {
                told.add("replaced " + older.name());
              }

              @Override
              public void deleted(EndpointSliceView older) {
                told.add("deleted " + older.name());
              }

              @Override
              public void missing(EndpointSliceView older) {
                told.add("missing " + older.name());
              }
            });
    store.put(watched("1", "10.1.0.1"));
    store.put(watched("2", "10.1.0.2"));
    assertTrue(store.delete("shop/a"));
    assertFalse(store.delete("shop/a"));
    store.put(watched("3", "10.1.0.2"));
    assertFalse(store.replaceAll(List.of(watched("3", "10.1.0.2"))));
    assertTrue(store.replaceAll(List.of()));

    assertEquals(List.of("added a", "replaced a", "deleted a", "added a", "missing a"), told);
    assertEquals(List.of(), store.views());
  }
}
