package dev.fairway.catalyst.simulator.model.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.core.net.Flow;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The forwarding of packets from the LAN of a site at one moment, by the policy that a controller
 * runs: first the app-route policy, then the data policy. Immutable.
 *
 * @param running what the controller runs; empty where it runs no policy
 * @param up the colours that are up, by site
 * @param precedence the policy that wins where both name colours
 */
public record ForwardingView(
    Optional<RunningPolicy> running,
    SortedMap<String, SortedSet<String>> up,
    PolicyPrecedence precedence) {

  /** Copies. */
  public ForwardingView {
    SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
    up.forEach(
        (site, colors) -> copy.put(site, Collections.unmodifiableSortedSet(new TreeSet<>(colors))));
    up = Collections.unmodifiableSortedMap(copy);
  }

  /** The same, where the other policy wins. */
  public ForwardingView with(PolicyPrecedence other) {
    return new ForwardingView(running, up, other);
  }

  /** The sites of the fabric. */
  public SortedSet<String> sites() {
    return new TreeSet<>(up.keySet());
  }

  /** The sequence of a data policy that takes a packet which comes from the LAN of the site. */
  public Optional<MatchedSequence> taken(Flow flow, String siteId, int vpn) {
    return holding("data", siteId, vpn)
        .flatMap(entry -> first(entry, flow).map(sequence -> taken(entry, sequence)));
  }

  /**
   * The sequence that takes the packet at the first of the sites, where packets fare the same at
   * all of them; empty where some site treats it otherwise, or not at all.
   */
  public Optional<MatchedSequence> takenAtEvery(Flow flow, Collection<String> siteIds, int vpn) {
    Optional<MatchedSequence> common = Optional.empty();
    for (String site : new TreeSet<>(siteIds)) {
      Optional<MatchedSequence> here = taken(flow, site, vpn);
      if (here.isEmpty() || common.filter(other -> !other.treatsAs(here.get())).isPresent()) {
        return Optional.empty();
      }
      common = common.or(() -> here);
    }
    return common;
  }

  /** The sequence that takes the packet at the first of the sites where one does. */
  public Optional<MatchedSequence> takenAtAny(Flow flow, Collection<String> siteIds, int vpn) {
    return new TreeSet<>(siteIds)
        .stream().flatMap(site -> taken(flow, site, vpn).stream()).findFirst();
  }

  /**
   * What becomes of a packet that comes from the LAN of the site; empty where no policy speaks of
   * it.
   */
  public Optional<SimulatedPath> path(Flow flow, String siteId, int vpn) {
    SortedSet<String> colors = up.getOrDefault(siteId, Collections.emptySortedSet());
    Optional<ColorPreference> byApplication = appRoute(flow, siteId, vpn);
    Optional<MatchedSequence> taken = taken(flow, siteId, vpn);
    if (drops(flow, siteId, vpn, taken)) {
      return Optional.of(SimulatedPath.dropped());
    }
    Optional<ColorPreference> byData = taken.flatMap(MatchedSequence::steering);
    Optional<ColorPreference> winner =
        precedence == PolicyPrecedence.DATA_POLICY
            ? byData.or(() -> byApplication)
            : byApplication.or(() -> byData);
    return winner
        .map(steering -> steering.over(colors))
        .or(() -> taken.map(sequence -> SimulatedPath.any()));
  }

  private boolean drops(Flow flow, String siteId, int vpn, Optional<MatchedSequence> taken) {
    return taken
        .map(MatchedSequence::drops)
        .orElseGet(
            () ->
                holding("data", siteId, vpn)
                    .filter(entry -> first(entry, flow).isEmpty())
                    .map(entry -> entry.definition().body().path("defaultAction").path("type"))
                    .filter(action -> action.asText().equals("drop"))
                    .isPresent());
  }

  private Optional<ColorPreference> appRoute(Flow flow, String siteId, int vpn) {
    return holding("approute", siteId, vpn)
        .flatMap(entry -> first(entry, flow))
        .flatMap(sequence -> ColorPreference.of(sequence, running.orElseThrow().objects()));
  }

  private Optional<ExpandedAssemblyEntry> holding(String type, String siteId, int vpn) {
    long site = Long.parseLong(siteId);
    return running.stream()
        .flatMap(policy -> policy.entries(type).stream())
        .filter(entry -> entry.takesFromLan(site, vpn))
        .findFirst();
  }

  private Optional<JsonNode> first(ExpandedAssemblyEntry entry, Flow flow) {
    return new PacketMatcher(running.orElseThrow().objects())
        .first(entry.definition().body(), flow);
  }

  private MatchedSequence taken(ExpandedAssemblyEntry entry, JsonNode sequence) {
    return new MatchedSequence(
        entry.definition().id(),
        entry.definition().name(),
        sequence.path("sequenceId").intValue(),
        sequence.path("sequenceName").asText(),
        sequence.path("baseAction").asText().equals("drop"),
        ColorPreference.of(sequence, running.orElseThrow().objects()));
  }
}
