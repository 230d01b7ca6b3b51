package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What became different in a cluster from one pass to the next, in a few words. Pure. */
final class FleetNews {

  private FleetNews() {}

  /** Such as {@code default/cart asks anew}; empty where nothing is different. */
  static String between(ClusterSnapshot before, ClusterSnapshot after) {
    SortedSet<ServiceKey> all = new TreeSet<>(before.services().keySet());
    all.addAll(after.services().keySet());
    List<String> news = new ArrayList<>();
    for (ServiceKey key : all) {
      news(
              Optional.ofNullable(before.services().get(key)),
              Optional.ofNullable(after.services().get(key)))
          .ifPresent(what -> news.add(key.namespace() + "/" + key.name() + " " + what));
    }
    return switch (news.size()) {
      case 0 -> "";
      case 1 -> news.get(0);
      default -> news.get(0) + ", " + (news.size() - 1) + " more";
    };
  }

  private static Optional<String> news(Optional<ServiceState> before, Optional<ServiceState> now) {
    if (before.isEmpty() || now.isEmpty()) {
      return Optional.of(now.isPresent() ? "is created" : "is deleted");
    }
    ServiceState old = before.get();
    ServiceState fresh = now.get();
    if (!old.reading().from().equals(fresh.reading().from())) {
      return Optional.of(fresh.reading().from().isEmpty() ? "asks no more" : "asks anew");
    }
    if (!old.endpoints().equals(fresh.endpoints())) {
      return Optional.of("has other pods");
    }
    return old.ports().equals(fresh.ports()) ? Optional.empty() : Optional.of("has other ports");
  }
}
