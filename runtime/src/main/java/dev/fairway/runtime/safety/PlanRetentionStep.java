package dev.fairway.runtime.safety;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.safety.LeavingAddresses.Leaving;
import dev.fairway.runtime.safety.PlanRetention.Kept;
import dev.fairway.runtime.safety.PlanRetention.Place;
import dev.fairway.runtime.safety.PodLookup.MissingAddress;
import dev.fairway.runtime.safety.PodLookup.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One step of {@link PlanRetention}. Used once. */
final class PlanRetentionStep {

  private final PlanRetention before;
  private final List<PathRule> observed;
  private final DesiredPolicy desired;
  private final ResolvedCluster cluster;
  private final SortedSet<SiteId> sites;
  private final TargetProfile profile;
  private final LeavingAddresses leaving;

  /** An address that may go, if the limit of the cluster lets it. */
  private record Candidate(Place place, Duration since) {

    static final Comparator<Candidate> OLDEST_FIRST =
        Comparator.comparing(Candidate::since).thenComparing(Candidate::place);
  }

  /**
   * A step.
   *
   * @param before what is remembered, with what left the Services in this sync
   * @param observed the owner's rules on the target
   * @param desired the rules that are asked for
   * @param cluster what they were made from
   * @param sites the sites of the inventory
   * @param profile the limits of the target
   */
  PlanRetentionStep(
      PlanRetention before,
      List<PathRule> observed,
      DesiredPolicy desired,
      ResolvedCluster cluster,
      SortedSet<SiteId> sites,
      TargetProfile profile) {
    this.before = before;
    this.observed = observed;
    this.desired = desired;
    this.cluster = cluster;
    this.sites = sites;
    this.profile = profile;
    this.leaving = new LeavingAddresses(before, observed, desired.rules(), cluster);
  }

  /** The addresses of nobody who is remembered, whose pods are worth asking for. */
  Set<MissingAddress> unknown() {
    return leaving.places().entrySet().stream()
        .filter(place -> place.getValue() == Leaving.UNKNOWN)
        .map(Map.Entry::getKey)
        .filter(place -> place.address().isAddress())
        .map(place -> new MissingAddress(place.address(), Optional.empty(), Optional.empty()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  Kept run(SafetyContext context) {
    boolean quiet =
        before.applied().known()
            && before.since().isEmpty()
            && leaving.lost().isEmpty()
            && before.applied().rules().equals(desired.rules())
            && missingSites().isEmpty();
    if (quiet) {
      PlanRetention same =
          new PlanRetention(
              before.applied(),
              leaving.leftStill(),
              before.since(),
              new TreeSet<>(),
              new TreeSet<>(),
              new TreeSet<>(),
              before.peak(),
              false);
      return new Kept(desired.rules(), same, List.of(), before.peak().lostPercent());
    }
    Decision decision = new Decision(context);
    decision.decide();
    return decision.kept();
  }

  /** The decision about every address that leaves. */
  private final class Decision {

    private final SafetyContext context;
    private final SafetySettings settings;
    private final Duration now;
    private final boolean approved;
    private final SortedMap<Place, Duration> since = new TreeMap<>();
    private final SortedSet<Place> kept = new TreeSet<>();
    private final SortedSet<Place> heldByCluster = new TreeSet<>();
    private final SortedMap<Place, Duration> until = new TreeMap<>();
    private final SortedSet<Place> seen = new TreeSet<>();
    private final SortedSet<Place> counted = new TreeSet<>();
    private final SortedSet<Place> released = new TreeSet<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private PeakCount peak;

    Decision(SafetyContext context) {
      this.context = context;
      settings = context.settings();
      now = context.now();
      approved = context.holds().isApproved(Hold.Key.ofCluster(Hold.Kind.CLUSTER_LOSS));
      peak =
          before.peak().samples().isEmpty()
              ? PeakCount.NONE.with(now, count(observed), settings.window())
              : before.peak();
    }

    void decide() {
      long explained = 0;
      for (Map.Entry<Place, Leaving> entry : leaving.places().entrySet()) {
        Place place = entry.getKey();
        if (entry.getValue() == Leaving.EXPLAINED) {
          explained += countOnce(place);
        } else if (entry.getValue() == Leaving.UNTOUCHED) {
          kept.add(place);
        } else if (approved || before.released().contains(place)) {
          released.add(place);
          explained += countOnce(place);
        } else if (judge(place, entry.getValue())) {
          explained += countOnce(place);
        }
      }
      peak = peak.less(explained);
      candidates.sort(Candidate.OLDEST_FIRST);
      long remaining = count(desired.rules()) + kept.size() + candidates.size();
      for (Candidate candidate : candidates) {
        boolean overdue = now.minus(candidate.since).compareTo(SafetySettings.LONGEST_HOLD) >= 0;
        if (overdue || !settings.forbids(peak.max(), remaining - 1)) {
          remaining--;
        } else {
          keep(candidate.place, candidate.since, Optional.of(SafetySettings.LONGEST_HOLD), true);
        }
      }
    }

    /** Counted once, however many syncs it takes until it is gone. */
    private int countOnce(Place explained) {
      counted.add(explained);
      return before.counted().contains(explained) ? 0 : 1;
    }

    /** True where the address goes for a reason that is only seen here. */
    private boolean judge(Place place, Leaving why) {
      Duration from = leaving.expiredSince(place).orElse(before.missingSince(place, now));
      Duration age = now.minus(from);
      Sight sight = context.sight(place.address(), Optional.empty(), Optional.empty());
      if (why == Leaving.SEEN) {
        if (settings.clusterMayLoseAll()) {
          return false;
        }
        seen.add(place);
        keep(place, now, Optional.empty(), true);
      } else if (why == Leaving.EXPIRED) {
        candidates.add(new Candidate(place, from));
        since.put(place, from);
      } else if (sight == Sight.NOBODY && leaving.isReplaced(place)) {
        return true;
      } else {
        // Nobody knows whose it was, so it may be all that is left of some Service.
        boolean most = sight == Sight.UNKNOWN || leaving.isMostOfItsRule(place);
        Duration limit = most ? settings.holdFor() : settings.retention();
        if (sight == Sight.THERE && !settings.clusterMayLoseAll()) {
          limit = SafetySettings.LONGEST_HOLD;
        }
        if (age.compareTo(limit) < 0) {
          keep(place, from, Optional.of(limit), age.compareTo(settings.retention()) >= 0);
        } else {
          candidates.add(new Candidate(place, from));
          since.put(place, from);
        }
      }
      return false;
    }

    private void keep(Place place, Duration from, Optional<Duration> limit, boolean held) {
      kept.add(place);
      since.put(place, from);
      limit.ifPresent(longest -> until.put(place, from.plus(longest)));
      if (held) {
        heldByCluster.add(place);
      }
    }

    Kept kept() {
      Optional<Hold> hold = heldByCluster.isEmpty() ? Optional.empty() : Optional.of(hold());
      SortedSet<SiteId> missing = missingSites();
      boolean sitesReleased =
          before.sitesReleased() || context.holds().isApproved(Hold.Key.ofCluster(Hold.Kind.SITES));
      boolean keepsSites = !missing.isEmpty() && !sitesReleased && !settings.clusterMayLoseAll();
      if (keepsSites) {
        context
            .holds()
            .hold(Hold.Key.ofCluster(Hold.Kind.SITES), now, sentence(missing), missing.size());
      }
      KeptRules rules = new KeptRules(observed, desired.rules(), leaving.lost(), kept, profile);
      List<PathRule> after = rules.merged();
      if (keepsSites) {
        after = KeptRules.withSites(after, observed, missing);
      }
      since.keySet().retainAll(kept);
      long remaining = count(after);
      peak = peak.with(now, remaining, settings.window());
      return new Kept(
          after,
          new PlanRetention(
              before.applied(),
              leaving.leftStill(),
              since,
              seen,
              counted,
              released,
              peak,
              sitesReleased && !missing.isEmpty()),
          retained(hold),
          peak.lostPercent());
    }

    private List<RetainedAddress> retained(Optional<Hold> hold) {
      List<RetainedAddress> all = new ArrayList<>();
      for (Place place : kept) {
        Duration from = since.get(place);
        if (from != null) {
          all.add(
              new RetainedAddress(
                  leaving.serviceOf(place),
                  place.address(),
                  from,
                  Optional.ofNullable(until.get(place)),
                  heldByCluster.contains(place) ? hold.map(Hold::id) : Optional.empty()));
        }
      }
      all.sort(null);
      return List.copyOf(all);
    }

    private Hold hold() {
      Place first = heldByCluster.first();
      String sentence =
          heldByCluster.size()
              + " addresses would lose their rules without a reason that was seen, "
              + first.address()
              + leaving.serviceOf(first).map(service -> " of " + service).orElse("")
              + " among them; of "
              + peak.max()
              + " addresses with a rule at most "
              + settings.maxLostShare()
              + "% may go within "
              + settings.window().toSeconds()
              + " s, and none that is seen to be in use; each stays for at most "
              + SafetySettings.LONGEST_HOLD.toMinutes()
              + " min once nobody is seen to have it";
      return context
          .holds()
          .hold(Hold.Key.ofCluster(Hold.Kind.CLUSTER_LOSS), now, sentence, heldByCluster.size());
    }

    private String sentence(SortedSet<SiteId> missing) {
      return missing.size()
          + " sites of rules on the fabric are missing from its inventory, "
          + missing.first()
          + " among them; the rules stay in force there until the sites come back or this is"
          + " approved";
    }
  }

  private SortedSet<SiteId> missingSites() {
    SortedSet<SiteId> missing = new TreeSet<>();
    observed.forEach(rule -> missing.addAll(rule.scope().sites()));
    missing.removeAll(sites);
    return missing;
  }

  /** How many addresses have a rule towards them. */
  private static long count(List<PathRule> rules) {
    Map<Segment, Map<IpFamily, PrefixSet>> all = new HashMap<>();
    AddressPortGroup.takenBy(rules)
        .forEach(
            (group, addresses) ->
                all.computeIfAbsent(group.kind().segment(), absent -> new HashMap<>())
                    .merge(addresses.family(), addresses, PrefixSet::union));
    return all.values().stream()
        .flatMap(families -> families.values().stream())
        .mapToLong(PrefixSet::addressCount)
        .sum();
  }
}
