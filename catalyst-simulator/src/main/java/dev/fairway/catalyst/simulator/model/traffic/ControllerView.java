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
 * What packets from the LAN of a site meet at one moment, by what a controller runs: first the
 * app-route policy, then the data policy. Immutable.
 *
 * @param running what the controller runs; empty where it runs no policy
 * @param up the colours that are up, by site
 * @param precedence who wins where both policies name colours
 */
public record ControllerView(
    Optional<RunningPolicy> running,
    SortedMap<String, SortedSet<String>> up,
    Precedence precedence) {

  /** Copies. */
  public ControllerView {
    SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
    up.forEach(
        (site, colors) -> copy.put(site, Collections.unmodifiableSortedSet(new TreeSet<>(colors))));
    up = Collections.unmodifiableSortedMap(copy);
  }

  /** The same, where the other policy wins. */
  public ControllerView with(Precedence other) {
    return new ControllerView(running, up, other);
  }

  /** The sites of the fabric. */
  public SortedSet<String> sites() {
    return new TreeSet<>(up.keySet());
  }

  /** The sequence of a data policy that takes a packet which comes from the LAN of the site. */
  public Optional<TakenSequence> taken(Flow flow, String siteId, int vpn) {
    return holding("data", siteId, vpn)
        .flatMap(entry -> first(entry, flow).map(sequence -> taken(entry, sequence)));
  }

  /**
   * The sequence that takes the packet at the first of the sites, where packets fare the same at
   * all of them; empty where some site treats it otherwise, or not at all.
   */
  public Optional<TakenSequence> takenAtEvery(Flow flow, Collection<String> siteIds, int vpn) {
    Optional<TakenSequence> common = Optional.empty();
    for (String site : new TreeSet<>(siteIds)) {
      Optional<TakenSequence> here = taken(flow, site, vpn);
      if (here.isEmpty() || common.filter(other -> !other.treatsAs(here.get())).isPresent()) {
        return Optional.empty();
      }
      common = common.or(() -> here);
    }
    return common;
  }

  /** The sequence that takes the packet at the first of the sites where one does. */
  public Optional<TakenSequence> takenAtAny(Flow flow, Collection<String> siteIds, int vpn) {
    return new TreeSet<>(siteIds)
        .stream().flatMap(site -> taken(flow, site, vpn).stream()).findFirst();
  }

  /**
   * What becomes of a packet that comes from the LAN of the site; empty where no policy speaks of
   * it.
   */
  public Optional<SimulatedPath> path(Flow flow, String siteId, int vpn) {
    SortedSet<String> colors = up.getOrDefault(siteId, Collections.emptySortedSet());
    Optional<Steering> byApplication = appRoute(flow, siteId, vpn);
    Optional<TakenSequence> taken = taken(flow, siteId, vpn);
    if (drops(flow, siteId, vpn, taken)) {
      return Optional.of(SimulatedPath.dropped());
    }
    Optional<Steering> byData = taken.flatMap(TakenSequence::steering);
    Optional<Steering> winner =
        precedence == Precedence.DATA_POLICY
            ? byData.or(() -> byApplication)
            : byApplication.or(() -> byData);
    return winner
        .map(steering -> steering.over(colors))
        .or(() -> taken.map(sequence -> SimulatedPath.any()));
  }

  private boolean drops(Flow flow, String siteId, int vpn, Optional<TakenSequence> taken) {
    return taken
        .map(TakenSequence::drops)
        .orElseGet(
            () ->
                holding("data", siteId, vpn)
                    .filter(entry -> first(entry, flow).isEmpty())
                    .map(entry -> entry.definition().body().path("defaultAction").path("type"))
                    .filter(action -> action.asText().equals("drop"))
                    .isPresent());
  }

  private Optional<Steering> appRoute(Flow flow, String siteId, int vpn) {
    return holding("approute", siteId, vpn)
        .flatMap(entry -> first(entry, flow))
        .flatMap(sequence -> Steering.of(sequence, running.orElseThrow().objects()));
  }

  private Optional<HoldingEntry> holding(String type, String siteId, int vpn) {
    long site = Long.parseLong(siteId);
    return running.stream()
        .flatMap(policy -> policy.entries(type).stream())
        .filter(entry -> entry.takesFromLan(site, vpn))
        .findFirst();
  }

  private Optional<JsonNode> first(HoldingEntry entry, Flow flow) {
    return new PacketMatch(running.orElseThrow().objects()).first(entry.definition().body(), flow);
  }

  private TakenSequence taken(HoldingEntry entry, JsonNode sequence) {
    return new TakenSequence(
        entry.definition().id(),
        entry.definition().name(),
        sequence.path("sequenceId").intValue(),
        sequence.path("sequenceName").asText(),
        sequence.path("baseAction").asText().equals("drop"),
        Steering.of(sequence, running.orElseThrow().objects()));
  }
}
