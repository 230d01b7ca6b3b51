package dev.fairway.core.scenario;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.PathChoices;
import dev.fairway.core.resolve.PathChoices.SitePair;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.wan.SiteId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The generator of transports that are chosen for pairs of sites. */
public final class RandomPathChoices {

  private RandomPathChoices() {}

  /** Choices for some pairs of sites, of some treatments that the fleet claims. */
  public static PathChoices of(long seed, ResolvedFleet fleet) {
    RandomWorld random = new RandomWorld(seed);
    List<SiteId> sites = List.copyOf(fleet.wan().siteIds());
    SortedMap<Treatment, Map<SitePair, Steer>> choices = new TreeMap<>();
    fleet.clusters().values().stream()
        .flatMap(cluster -> cluster.services().stream())
        .flatMap(service -> service.claims().stream())
        .map(PortClaim::treatment)
        .sorted()
        .flatMap(treatment -> treatment.withoutAdmission().stream())
        .filter(treatment -> random.often(2))
        .forEach(treatment -> choices.put(treatment, pairs(random, treatment, sites)));
    return new PathChoices(choices);
  }

  private static Map<SitePair, Steer> pairs(
      RandomWorld random, Treatment treatment, List<SiteId> all) {
    Fallback fallback = treatment.steer().map(Steer::fallback).orElse(Fallback.ANY);
    Map<SitePair, Steer> pairs = new HashMap<>();
    for (SiteId first : all) {
      for (SiteId second : all) {
        if (first.compareTo(second) < 0 && !random.often(3)) {
          pairs.put(new SitePair(first, second), new Steer(random.steer().preference(), fallback));
        }
      }
    }
    return pairs;
  }
}
