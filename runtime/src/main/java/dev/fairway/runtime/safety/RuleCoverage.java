package dev.fairway.runtime.safety;

import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.AddressPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The addresses and ports that a list of rules takes, with whatever treatment. A group of ports may
 * be covered by several rules whose ports together hold it, so it is cut where a rule begins or
 * ends: inside a piece all ports are alike, and sets of addresses do the rest.
 */
final class RuleCoverage {

  private final Map<AddressPortGroup.Kind, Map<AddressPortGroup, PrefixSet>> byKind =
      new HashMap<>();

  RuleCoverage(List<PathRule> rules) {
    AddressPortGroup.takenBy(rules)
        .forEach(
            (group, addresses) ->
                byKind
                    .computeIfAbsent(group.kind(), kind -> new HashMap<>())
                    .put(group, addresses));
  }

  /**
   * A part of a port group, and the addresses for which no rule covers it.
   *
   * @param group the group it is a part of
   * @param ports the part: ports that every rule and every claim treats alike
   * @param addresses not empty
   */
  record Missing(AddressPortGroup group, PortRange ports, PrefixSet addresses) {

    /** True where that kind and port are missing, if the address is among these. */
    boolean holds(AddressPortGroup.Kind kind, AddressPort port) {
      return group.kind().equals(kind) && (port.isAll() || ports.contains(port.port()));
    }
  }

  /** The parts of what the rules before take that no rule after takes, by port. */
  static List<Missing> lost(
      List<PathRule> before,
      List<PathRule> after,
      Function<AddressPortGroup.Kind, NavigableSet<Integer>> cuts) {
    RuleCoverage coverage = new RuleCoverage(after);
    List<Missing> lost = new ArrayList<>();
    AddressPortGroup.takenBy(before)
        .forEach(
            (group, addresses) ->
                lost.addAll(coverage.uncovered(group, addresses, () -> cuts.apply(group.kind()))));
    return lost;
  }

  /**
   * The parts of the group that are not covered, by port. O((covering groups) x (prefixes)); each
   * further port that only some rules cover costs as much again.
   *
   * @param cuts ports that get a piece of their own; asked for only where something is missing
   */
  List<Missing> uncovered(
      AddressPortGroup group, PrefixSet addresses, Supplier<NavigableSet<Integer>> cuts) {
    PrefixSet rest = addresses;
    List<Covering> partly = new ArrayList<>();
    for (Covering rule : covering(group)) {
      if (rule.ports().covers(group.ports())) {
        rest = rest.minus(rule.addresses());
      } else {
        partly.add(rule);
      }
    }
    List<Missing> uncovered = new ArrayList<>();
    if (!rest.isEmpty()) {
      for (PortRange piece : pieces(group.ports(), partly, cuts.get())) {
        PrefixSet missing = without(rest, partly, piece);
        if (!missing.isEmpty()) {
          uncovered.add(new Missing(group, piece, missing));
        }
      }
    }
    return uncovered;
  }

  private record Covering(PortSet ports, PrefixSet addresses) {}

  private List<Covering> covering(AddressPortGroup group) {
    List<Covering> covering = new ArrayList<>();
    byKind
        .getOrDefault(group.kind().ofAnyProtocol(), Map.of())
        .forEach((other, addresses) -> covering.add(new Covering(other.ports(), addresses)));
    if (group.kind().protocol().isPresent()) {
      byKind
          .getOrDefault(group.kind(), Map.of())
          .forEach(
              (other, addresses) -> {
                if (other.ports().intersects(group.ports())) {
                  covering.add(new Covering(other.ports(), addresses));
                }
              });
    }
    return covering;
  }

  private static PrefixSet without(PrefixSet rest, List<Covering> partly, PortRange piece) {
    PrefixSet missing = rest;
    for (Covering rule : partly) {
      if (!missing.isEmpty() && rule.ports().contains(piece.first())) {
        missing = missing.minus(rule.addresses());
      }
    }
    return missing;
  }

  private static List<PortRange> pieces(
      PortSet ports, List<Covering> partly, NavigableSet<Integer> cuts) {
    NavigableSet<Integer> starts = new TreeSet<>();
    for (Covering rule : partly) {
      for (PortRange range : rule.ports().ranges()) {
        starts.add(range.first());
        starts.add(range.last() + 1);
      }
    }
    for (PortRange range : ports.ranges()) {
      for (int port : cuts.subSet(range.first(), true, range.last(), true)) {
        starts.add(port);
        starts.add(port + 1);
      }
    }
    List<PortRange> pieces = new ArrayList<>();
    for (PortRange range : ports.ranges()) {
      int first = range.first();
      for (int start : starts.subSet(range.first(), false, range.last(), true)) {
        pieces.add(new PortRange(first, start - 1));
        first = start;
      }
      pieces.add(new PortRange(first, range.last()));
    }
    return pieces;
  }
}
