package dev.fairway.k8s.controller;

import dev.fairway.embedded.ApiFaultInjector;
import dev.fairway.embedded.EmbeddedKubernetes;
import java.util.List;
import java.util.Random;

/** What may befall an API server and the way to it, at random. */
final class ControllerFaultInjector {

  private static final List<String> RESOURCES =
      List.of("services", "endpointslices", "nodes", "namespaces");

  private final EmbeddedKubernetes api;
  private final ApiFaultInjector weather;
  private boolean gone;

  ControllerFaultInjector(EmbeddedKubernetes api) {
    this.api = api;
    this.weather = api.weather();
  }

  /** True while nobody reaches the API. */
  boolean isGone() {
    return gone;
  }

  /** Makes something worse, and says what. */
  String worsen(Random random) {
    String resource = ClusterWriters.any(random, RESOURCES);
    int times = 1 + random.nextInt(3);
    int code = ClusterWriters.any(random, List.of(429, 500, 503));
    return "api: "
        + switch (random.nextInt(13)) {
          case 0 -> did("watches cut", weather::cutWatches);
          case 1 -> did("watches ended", weather::endWatches);
          case 2 -> did("watches expired", () -> expire(times));
          case 3 -> did("history forgotten", this::forget);
          case 4 -> did("list of " + resource + " cut in the middle", () -> cutList(resource));
          case 5 -> did(times + " lists answered " + code, () -> failLists(times, code));
          case 6 -> did(times + " watches answered " + code, () -> failWatches(times, code));
          case 7, 8 ->
              did(times + " status writes answered " + code, () -> failStatuses(times, code));
          case 9 -> did("events of " + resource + " paused", () -> weather.pauseEvents(resource));
          case 10 ->
              did(
                  "events of " + resource + " out of order",
                  () -> weather.resumeEventsOutOfOrder(resource));
          case 11 -> did("events doubled", () -> weather.duplicateEvents(resource, true));
          default -> did("gone", this::goAway);
        };
  }

  private static String did(String what, Runnable act) {
    act.run();
    return what;
  }

  private void expire(int times) {
    weather.expireWatches(times);
    weather.cutWatches();
  }

  private void forget() {
    weather.forgetHistory();
    weather.cutWatches();
  }

  private void cutList(String resource) {
    weather.cutList(resource, 1, 300);
    forget();
  }

  private void failLists(int times, int code) {
    refuse("list", "*", times, code);
    forget();
  }

  private void failWatches(int times, int code) {
    refuse("watch", "*", times, code);
    weather.cutWatches();
  }

  private void failStatuses(int times, int code) {
    refuse("patch", "services/status", times, code);
    refuse("create", "events", times, code);
  }

  private void refuse(String verb, String resource, int times, int code) {
    if (code == 429) {
      weather.throttle(verb, resource, times, 0);
    } else {
      weather.answer(verb, resource, times, code);
    }
  }

  private void goAway() {
    api.goAway();
    gone = true;
  }

  /** The API is back, if it was gone. */
  void comeBack() {
    if (gone) {
      api.comeBack();
      gone = false;
    }
  }

  /** All is well again, and everything that was kept back is told. */
  void clear() {
    comeBack();
    weather.clear();
    weather.expireWatches(0);
    for (String resource : RESOURCES) {
      weather.resumeEvents(resource);
      weather.duplicateEvents(resource, false);
    }
  }
}
