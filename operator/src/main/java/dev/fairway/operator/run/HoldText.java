package dev.fairway.operator.run;

import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.safety.Hold;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The sentence of a readiness check about the holds that last. */
final class HoldText {

  /** The most Services that the sentence names. */
  private static final int MOST_NAMED = 3;

  private HoldText() {}

  /** How many Services are held, some by name, and each hold of the cluster; empty without any. */
  static String of(SyncReport report) {
    List<String> parts = new ArrayList<>();
    SortedSet<ServiceKey> held = report.heldServices();
    if (!held.isEmpty()) {
      parts.add(
          held.size()
              + (held.size() == 1 ? " Service is held: " : " Services are held: ")
              + Listing.of(MOST_NAMED, held.stream().map(HoldText::name).toList()));
    }
    report.holds().stream()
        .filter(hold -> hold.key().service().isEmpty())
        .map(HoldText::ofCluster)
        .forEach(parts::add);
    return String.join("; ", parts);
  }

  private static String name(ServiceKey service) {
    return service.namespace() + "/" + service.name();
  }

  private static String ofCluster(Hold hold) {
    return "hold "
        + hold.id()
        + " of the cluster: "
        + hold.sentence()
        + "; where this is meant: fairway approve "
        + hold.id();
  }
}
