package dev.fairway.mock;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.net.Dscp;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The parser of the rules of other administrators in a fabric file. */
final class ForeignRuleParser {

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
          "fallback",
          "encryption",
          "inspect",
          "dscp",
          "access");

  private final Function<String, Segment> segments;
  private final List<String> functions;

  ForeignRuleParser(Function<String, Segment> segments, List<ServiceFunction> functions) {
    this.segments = segments;
    this.functions = functions.stream().map(ServiceFunction::name).toList();
  }

  Optional<MockForeignRule> read(FabricNode node) {
    return node.map("a foreign rule", RULE).flatMap(this::rule);
  }

  private Optional<MockForeignRule> rule(FabricNode node) {
    Optional<String> name = node.required("name", FabricScalars::text);
    MockForeignRule.Place place =
        node.value("position", FabricScalars::place).orElse(MockForeignRule.Place.BEFORE);
    boolean opaque = node.value("opaque", FabricScalars::flag).orElse(false);
    Optional<Segment> segment = node.value("segment", segments);
    Optional<TrafficMatch> match = opaque ? Optional.empty() : match(node);
    Optional<Treatment> treatment = treatment(node);
    if (!opaque && match.isEmpty()) {
      return Optional.empty();
    }
    return name.map(text -> new MockForeignRule(text, place, segment, match, treatment));
  }

  private Optional<TrafficMatch> match(FabricNode node) {
    List<IpPrefix> sources = node.values("source", IpPrefix::parse);
    List<IpPrefix> destinations = node.values("destination", IpPrefix::parse);
    if (sources.isEmpty() && destinations.isEmpty()) {
      node.problem(
          "destination",
          "",
          "a foreign rule needs 'source' or 'destination', a list of prefixes, or 'opaque: true'");
      return Optional.empty();
    }
    IpFamily family = (sources.isEmpty() ? destinations : sources).get(0).family();
    try {
      return Optional.of(
          new TrafficMatch(
              family,
              set(sources),
              set(destinations),
              node.value("protocol", IpProtocol::parse),
              ports(node, "sourcePorts"),
              ports(node, "destinationPorts")));
    } catch (IllegalArgumentException refused) {
      node.problem("destination", "", "this match cannot be: " + refused.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<PrefixSet> set(List<IpPrefix> prefixes) {
    return prefixes.isEmpty() ? Optional.empty() : Optional.of(PrefixSet.of(prefixes));
  }

  private static Optional<PortSet> ports(FabricNode node, String key) {
    List<PortRange> ranges = node.values(key, PortRange::parse);
    return ranges.isEmpty() ? Optional.empty() : Optional.of(new PortSet(ranges));
  }

  private Optional<Treatment> treatment(FabricNode node) {
    Treatment.Builder treatment = Treatment.builder();
    steer(node).ifPresent(treatment::steer);
    node.value("encryption", FabricScalars::encryption).ifPresent(yes -> treatment.encryption());
    node.value("inspect", this::function).ifPresent(treatment::inspect);
    node.value("dscp", Dscp::parse).ifPresent(treatment::dscp);
    Optional<Admission> access = node.value("access", FabricScalars::access);
    if (access.isPresent() && !treatment.isEmpty()) {
      node.problem("access", "deny", "a rule that drops packets says nothing else of them");
    }
    access.ifPresent(treatment::admission);
    return treatment.isEmpty() ? Optional.empty() : Optional.of(treatment.build());
  }

  private static Optional<Steer> steer(FabricNode node) {
    List<Transport> preference = node.values("tunnel", Transport::new);
    Fallback fallback = node.value("fallback", FabricScalars::fallback).orElse(Fallback.NONE);
    if (preference.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Steer(preference, fallback));
    } catch (IllegalArgumentException refused) {
      node.problem("tunnel", preference.toString(), "tunnel: " + refused.getMessage());
      return Optional.empty();
    }
  }

  private String function(String name) {
    if (!functions.contains(name)) {
      throw new IllegalArgumentException(
          "there is no function '"
              + name
              + "' in 'functions': "
              + functions
              + NearestWord.hint(name, functions));
    }
    return name;
  }
}
