package dev.fairway.mock;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the rules of other people in a fabric file. */
final class ForeignSections {

  private static final List<String> RULE =
      List.of(
          "name",
          "position",
          "opaque",
          "segment",
          "source",
          "destination",
          "protocol",
          "sourcePorts",
          "destinationPorts",
          "tunnel",
          "fallback");

  private final FabricProblems problems;
  private final Function<String, Segment> segments;

  ForeignSections(FabricProblems problems, Function<String, Segment> segments) {
    this.problems = problems;
    this.segments = segments;
  }

  Optional<MockForeignRule> read(FabricNode node) {
    return FabricSection.of(node, "a foreign rule", problems, RULE).flatMap(this::rule);
  }

  private Optional<MockForeignRule> rule(FabricSection section) {
    Optional<String> name = section.required("name", FabricWords::text);
    MockForeignRule.Place place =
        section.value("position", FabricWords::place).orElse(MockForeignRule.Place.BEFORE);
    boolean opaque = section.value("opaque", FabricWords::flag).orElse(false);
    Optional<Segment> segment = section.value("segment", segments);
    Optional<TrafficMatch> match = opaque ? Optional.empty() : match(section);
    Optional<Treatment> treatment = treatment(section);
    if (!opaque && match.isEmpty()) {
      return Optional.empty();
    }
    return name.map(one -> new MockForeignRule(one, place, segment, match, treatment));
  }

  private Optional<TrafficMatch> match(FabricSection section) {
    List<IpPrefix> sources = section.values("source", IpPrefix::parse);
    List<IpPrefix> destinations = section.values("destination", IpPrefix::parse);
    if (sources.isEmpty() && destinations.isEmpty()) {
      section.problem(
          "destination",
          "",
          "a foreign rule needs 'source' or 'destination', a list of prefixes, or 'opaque: true'");
      return Optional.empty();
    }
    IpFamily family = (sources.isEmpty() ? destinations : sources).get(0).family();
    try {
      TrafficMatch.Builder match = TrafficMatch.builder(family);
      if (!sources.isEmpty()) {
        match.source(PrefixSet.of(sources));
      }
      if (!destinations.isEmpty()) {
        match.destination(PrefixSet.of(destinations));
      }
      section.value("protocol", IpProtocol::parse).ifPresent(match::protocol);
      ports(section, "sourcePorts").ifPresent(match::sourcePorts);
      ports(section, "destinationPorts").ifPresent(match::destinationPorts);
      return Optional.of(match.build());
    } catch (IllegalArgumentException refused) {
      section.problem("destination", "", "this match cannot be: " + refused.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<PortSet> ports(FabricSection section, String key) {
    List<PortRange> ranges = new ArrayList<>(section.values(key, PortRange::parse));
    return ranges.isEmpty() ? Optional.empty() : Optional.of(new PortSet(ranges));
  }

  private static Optional<Treatment> treatment(FabricSection section) {
    List<Transport> preference = section.values("tunnel", Transport::new);
    Fallback fallback = section.value("fallback", FabricWords::fallback).orElse(Fallback.NONE);
    if (preference.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Treatment.builder().steer(new Steer(preference, fallback)).build());
    } catch (IllegalArgumentException refused) {
      section.problem("tunnel", preference.toString(), "tunnel: " + refused.getMessage());
      return Optional.empty();
    }
  }
}
