package dev.fairway.k8s.controller;

import dev.fairway.embedded.ApiFaultInjector;
import dev.fairway.embedded.EmbeddedKubernetes;
import java.util.List;
import java.util.Random;

/** Random faults of an API server and the network before it. */
final class ControllerFaultInjector {

  private static final List<String> RESOURCES =
      List.of("services", "endpointslices", "nodes", "namespaces");

  private final EmbeddedKubernetes api;
  private final ApiFaultInjector faults;
  private boolean gone;

  ControllerFaultInjector(EmbeddedKubernetes api) {
    this.api = api;
    this.faults = api.faultInjector();
  }

  /** True while nobody reaches the API. */
  boolean isGone() {
    return gone;
  }

  /** Makes something worse, and says what. */
  String injectFault(Random random) {
    String resource = ClusterWriters.any(random, RESOURCES);
    int times = 1 + random.nextInt(3);
    int code = ClusterWriters.any(random, List.of(429, 500, 503));
    return "api: "
        + switch (random.nextInt(13)) {
          case 0 -> did("watches cut", faults::cutWatches);
          case 1 -> did("watches ended", faults::endWatches);
          case 2 -> did("watches expired", () -> expire(times));
          case 3 -> did("history forgotten", this::forget);
          case 4 -> did("list of " + resource + " cut in the middle", () -> cutList(resource));
          case 5 -> did(times + " lists answered " + code, () -> failLists(times, code));
          case 6 -> did(times + " watches answered " + code, () -> failWatches(times, code));
          case 7, 8 ->
              did(times + " status writes answered " + code, () -> failStatuses(times, code));
          case 9 -> did("events of " + resource + " paused", () -> faults.pauseEvents(resource));
          case 10 ->
              did(
                  "events of " + resource + " out of order",
                  () -> faults.resumeEventsOutOfOrder(resource));
          case 11 -> did("events doubled", () -> faults.duplicateEvents(resource, true));
          default -> did("gone", this::goAway);
        };
  }

  private static String did(String what, Runnable act) {
    act.run();
    return what;
  }

  private void expire(int times) {
    faults.expireWatches(times);
    faults.cutWatches();
  }

  private void forget() {
    faults.forgetHistory();
    faults.cutWatches();
  }

  private void cutList(String resource) {
    faults.cutList(resource, 1, 300);
    forget();
  }

  private void failLists(int times, int code) {
    refuse("list", "*", times, code);
    forget();
  }

  private void failWatches(int times, int code) {
    refuse("watch", "*", times, code);
    faults.cutWatches();
  }

  private void failStatuses(int times, int code) {
    refuse("patch", "services/status", times, code);
    refuse("create", "events", times, code);
  }

  private void refuse(String verb, String resource, int times, int code) {
    if (code == 429) {
      faults.throttle(verb, resource, times, 0);
    } else {
      faults.answer(verb, resource, times, code);
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

  /** Ends all faults, and sends everything that was held back. */
  void clear() {
    comeBack();
    faults.clear();
    faults.expireWatches(0);
    for (String resource : RESOURCES) {
      faults.resumeEvents(resource);
      faults.duplicateEvents(resource, false);
    }
  }
}
