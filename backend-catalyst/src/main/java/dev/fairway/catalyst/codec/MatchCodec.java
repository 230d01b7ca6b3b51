package dev.fairway.catalyst.codec;

import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.DESTINATION_IP;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.DESTINATION_IPV6;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.DESTINATION_IPV6_LIST;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.DESTINATION_LIST;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.DESTINATION_PORT;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.PROTOCOL;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.SOURCE_IP;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.SOURCE_IPV6;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.SOURCE_IPV6_LIST;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.SOURCE_LIST;
import static dev.fairway.catalyst.wire.SequenceMatch.MatchEntry.SOURCE_PORT;

import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.SequenceMatch;
import dev.fairway.catalyst.wire.SequenceMatch.MatchEntry;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TrafficMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The codec of matches: what a rule matches, as match entries and back. */
final class MatchCodec {

  private MatchCodec() {}

  static SequenceMatch write(PathRule rule, UnaryOperator<String> idOf) {
    TrafficMatch match = rule.match();
    boolean ipv4 = match.family() == IpFamily.IPV4;
    List<MatchEntry> entries = new ArrayList<>();
    if (match.source().isPresent()) {
      String name = CatalystNames.sourceList(rule.owner(), rule.id());
      entries.add(MatchEntry.ofList(ipv4 ? SOURCE_LIST : SOURCE_IPV6_LIST, idOf.apply(name)));
    }
    if (match.destination().isPresent()) {
      String name = CatalystNames.destinationList(rule.owner(), rule.id());
      entries.add(
          MatchEntry.ofList(ipv4 ? DESTINATION_LIST : DESTINATION_IPV6_LIST, idOf.apply(name)));
    }
    match
        .protocol()
        .map(protocol -> MatchEntry.ofValue(PROTOCOL, Integer.toString(protocol.number())))
        .ifPresent(entries::add);
    match.sourcePorts().map(ports -> ports(SOURCE_PORT, ports)).ifPresent(entries::add);
    match.destinationPorts().map(ports -> ports(DESTINATION_PORT, ports)).ifPresent(entries::add);
    return new SequenceMatch(entries);
  }

  private static MatchEntry ports(String field, PortSet ports) {
    return MatchEntry.ofValue(field, ports.toString().replace(',', ' '));
  }

  /**
   * Which packets a sequence takes, exactly; empty where that cannot be said with a {@link
   * TrafficMatch}: a field that is not addresses, protocol or ports, a list that is not there, a
   * list and a value for the same side, two protocols, both families.
   */
  static Optional<TrafficMatch> tryRead(
      String ipType, SequenceMatch match, Function<String, Optional<PolicyList>> listOf) {
    try {
      TrafficMatch.Builder builder = TrafficMatch.builder(family(ipType));
      Set<String> seen = new HashSet<>();
      for (MatchEntry entry : match.entries()) {
        if (!seen.add(part(entry.field()))) {
          return Optional.empty();
        }
        read(entry, listOf, builder);
      }
      return Optional.of(builder.build());
    } catch (IllegalArgumentException notExpressible) {
      return Optional.empty();
    }
  }

  /** All entries must fit, so two that speak of the same addresses are not one set of them. */
  private static String part(String field) {
    return switch (field) {
      case SOURCE_LIST, SOURCE_IPV6_LIST, SOURCE_IP, SOURCE_IPV6 -> "source";
      case DESTINATION_LIST, DESTINATION_IPV6_LIST, DESTINATION_IP, DESTINATION_IPV6 ->
          "destination";
      default -> field;
    };
  }

  private static IpFamily family(String ipType) {
    return switch (ipType) {
      case "", "ipv4" -> IpFamily.IPV4;
      case "ipv6" -> IpFamily.IPV6;
      default -> throw new IllegalArgumentException("both families");
    };
  }

  private static void read(
      MatchEntry entry,
      Function<String, Optional<PolicyList>> listOf,
      TrafficMatch.Builder builder) {
    switch (entry.field()) {
      case SOURCE_LIST, SOURCE_IPV6_LIST -> builder.source(addresses(entry.ref(), listOf));
      case DESTINATION_LIST, DESTINATION_IPV6_LIST ->
          builder.destination(addresses(entry.ref(), listOf));
      case SOURCE_IP, SOURCE_IPV6 -> builder.source(addresses(entry.value()));
      case DESTINATION_IP, DESTINATION_IPV6 -> builder.destination(addresses(entry.value()));
      case PROTOCOL -> builder.protocol(protocol(entry.value()));
      case SOURCE_PORT -> builder.sourcePorts(ports(entry.value()));
      case DESTINATION_PORT -> builder.destinationPorts(ports(entry.value()));
      default -> throw new IllegalArgumentException("a match on " + entry.field());
    }
  }

  private static PrefixSet addresses(String ref, Function<String, Optional<PolicyList>> listOf) {
    return listOf
        .apply(ref)
        .flatMap(RuleLists::prefixes)
        .orElseThrow(() -> new IllegalArgumentException("no list of prefixes " + ref));
  }

  private static PrefixSet addresses(String values) {
    return PrefixSet.of(words(values).map(IpPrefix::parse).toList());
  }

  /** A number alone: the Manager takes no names here. */
  private static IpProtocol protocol(String value) {
    return new IpProtocol(Integer.parseInt(value));
  }

  private static PortSet ports(String values) {
    return new PortSet(words(values).map(PortRange::parse).toList());
  }

  private static Stream<String> words(String values) {
    return Stream.of(values.strip().split(" +", -1));
  }
}
