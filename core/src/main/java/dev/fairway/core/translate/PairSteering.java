package dev.fairway.core.translate;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.PeerSet;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PathChoices;
import dev.fairway.core.resolve.PathChoices.AtSite;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The choices for pairs of sites as parts of groups: for each answer the addresses of the Service's
 * sites that have it, and the peers that it is for. Sites with equal answers share their parts. Not
 * thread-safe.
 */
final class PairSteering {

  private final PathChoices choices;
  private final SortedSet<SiteId> sites;
  private final Set<Segment> bounded;
  private final Map<Treatment, Map<Optional<SiteId>, AtSite>> known = new HashMap<>();
  private final Map<Treatment, Map<AtSite, SortedSet<SiteId>>> alike = new HashMap<>();
  private final SortedMap<Treatment, SortedSet<SiteId>> merged = new TreeMap<>();

  PairSteering(PathChoices choices, WanInventory wan) {
    this.choices = choices;
    this.sites = wan.siteIds();
    this.bounded = wan.routed().keySet();
  }

  /** True where it is known what the WAN routes in the segment. */
  boolean isBounded(Segment segment) {
    return bounded.contains(segment);
  }

  /** True where the treatment is another one for some pair of sites. */
  boolean concern(Treatment declared) {
    return choices.concern(declared);
  }

  /** The sites of Services whose exceptions were too many, by treatment. */
  SortedMap<Treatment, SortedSet<SiteId>> merged() {
    return merged;
  }

  /** The keys of the parts of a group, and the addresses of each. */
  Map<PortGroup.Key, List<IpPrefix>> parts(PortGroup.Key whole, List<ClaimedAddress> places) {
    Treatment declared = whole.rank().declared();
    Map<AtSite, SortedSet<SiteId>> sitesOf =
        alike.computeIfAbsent(declared, this::sitesWithChoices);
    Map<PortGroup.Key, List<IpPrefix>> parts = new LinkedHashMap<>();
    for (ClaimedAddress place : places) {
      AtSite at = at(declared, place.site());
      if (!at.merged().isEmpty() && place.site().isPresent()) {
        merged.computeIfAbsent(declared, absent -> new TreeSet<>()).add(place.site().get());
      }
      boolean usual = at.base().equals(declared) && at.exceptions().isEmpty();
      SortedSet<SiteId> serviceSites =
          usual ? Collections.emptySortedSet() : sitesOf.getOrDefault(at, new TreeSet<>());
      for (Map.Entry<Treatment, SortedSet<SiteId>> exception : at.exceptions().entrySet()) {
        PeerSet peers = new PeerSet(PeerSet.Kind.AT, exception.getValue(), serviceSites);
        add(parts, whole, true, exception.getKey(), Optional.of(peers), place);
      }
      PeerSet.Kind others = whole.peers().map(PeerSet::kind).orElse(PeerSet.Kind.ANY);
      Optional<PeerSet> rest =
          usual
              ? whole.peers()
              : Optional.of(new PeerSet(others, Collections.emptySortedSet(), serviceSites));
      add(parts, whole, false, at.base(), rest, place);
    }
    return parts;
  }

  private static void add(
      Map<PortGroup.Key, List<IpPrefix>> parts,
      PortGroup.Key whole,
      boolean exception,
      Treatment treatment,
      Optional<PeerSet> peers,
      ClaimedAddress place) {
    Rank.Choice choice = new Rank.Choice(exception, treatment);
    parts
        .computeIfAbsent(whole.with(whole.rank().with(choice), peers), absent -> new ArrayList<>())
        .add(place.address());
  }

  private Map<AtSite, SortedSet<SiteId>> sitesWithChoices(Treatment declared) {
    Map<AtSite, SortedSet<SiteId>> sitesOf = new HashMap<>();
    for (SiteId site : sites) {
      sitesOf.computeIfAbsent(at(declared, Optional.of(site)), absent -> new TreeSet<>()).add(site);
    }
    return sitesOf;
  }

  private AtSite at(Treatment declared, Optional<SiteId> site) {
    return known
        .computeIfAbsent(declared, absent -> new HashMap<>())
        .computeIfAbsent(site, absent -> choices.at(declared, site, sites));
  }
}
