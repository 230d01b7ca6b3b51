package dev.fairway.catalyst.simulator.model.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.simulator.model.store.StoredObjects;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PortRange;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The matcher of sequences and packets. A packet here has addresses, a protocol and ports; its DSCP
 * is 0, and it is of no application, so a sequence that asks for anything else does not take it.
 */
record PacketMatcher(StoredObjects objects) {

  /** The first of a definition's sequences, by id, that takes the packet. */
  Optional<JsonNode> first(JsonNode definition, Flow flow) {
    return Stream.iterate(0, i -> i + 1)
        .limit(definition.path("sequences").size())
        .map(definition.path("sequences")::get)
        .filter(sequence -> takes(sequence, flow))
        .min((a, b) -> Integer.compare(id(a), id(b)));
  }

  private static int id(JsonNode sequence) {
    return sequence.path("sequenceId").intValue();
  }

  private boolean takes(JsonNode sequence, Flow flow) {
    String ipType = sequence.path("sequenceIpType").asText("ipv4");
    if (!ipType.equals("all") && !ipType.equals(family(flow))) {
      return false;
    }
    for (JsonNode entry : sequence.path("match").path("entries")) {
      if (!fits(entry, flow)) {
        return false;
      }
    }
    return true;
  }

  private static String family(Flow flow) {
    return flow.family() == IpFamily.IPV4 ? "ipv4" : "ipv6";
  }

  private boolean fits(JsonNode entry, Flow flow) {
    String value = entry.path("value").asText();
    return switch (entry.path("field").asText()) {
      case "sourceDataPrefixList", "sourceDataIpv6PrefixList" ->
          inList(entry.path("ref").asText(), flow.source());
      case "destinationDataPrefixList", "destinationDataIpv6PrefixList" ->
          inList(entry.path("ref").asText(), flow.destination());
      case "sourceIp", "sourceIpv6" -> any(value, word -> inside(word, flow.source()));
      case "destinationIp", "destinationIpv6" ->
          any(value, word -> inside(word, flow.destination()));
      case "sourcePort" -> any(value, word -> hasPort(word, flow.sourcePort()));
      case "destinationPort" -> any(value, word -> hasPort(word, flow.destinationPort()));
      case "protocol" -> any(value, word -> Integer.parseInt(word) == flow.protocol().number());
      case "dscp" -> any(value, "0"::equals);
      default -> false;
    };
  }

  private static boolean any(String words, Predicate<String> fits) {
    return Stream.of(words.split(" ", -1)).anyMatch(fits);
  }

  private static boolean inside(String prefix, IpPrefix address) {
    return IpPrefix.parse(prefix).contains(address);
  }

  private static boolean hasPort(String range, int port) {
    return PortRange.parse(range).contains(port);
  }

  private boolean inList(String id, IpPrefix address) {
    return objects
        .find(id)
        .filter(
            list -> {
              for (JsonNode entry : list.body().path("entries")) {
                String prefix = entry.path("ipPrefix").asText(entry.path("ipv6Prefix").asText());
                if (inside(prefix, address)) {
                  return true;
                }
              }
              return false;
            })
        .isPresent();
  }
}
