package dev.fairway.catalyst.simulator.model.validation;

import static java.util.Map.entry;

import dev.fairway.core.net.IpFamily;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The validation of the match of a sequence. */
record MatchValidation(
    ReferenceValidation references, SequenceValidation.Kind kind, String ipType) {

  private static final Map<String, String> LIST_OF =
      Map.of(
          "sourceDataPrefixList", "dataprefix",
          "destinationDataPrefixList", "dataprefix",
          "sourceDataIpv6PrefixList", "dataipv6prefix",
          "destinationDataIpv6PrefixList", "dataipv6prefix",
          "appList", "app",
          "dnsAppList", "app",
          "saasAppList", "app");

  private static final Map<String, Set<String>> WORDS =
      Map.ofEntries(
          entry("plp", Set.of("low", "high")),
          entry("tcp", Set.of("syn")),
          entry("dns", Set.of("request", "response")),
          entry("trafficTo", Set.of("access", "core", "service")),
          entry("destinationRegion", Set.of("primary-region", "secondary-region", "other-region")),
          entry("trafficCategory", Set.of("all", "optimize", "optimize-allow")));

  /** All entries must fit, so two that speak of the same thing are refused. */
  private static final Map<String, String> SAME_THING =
      Map.ofEntries(
          entry("sourceDataPrefixList", "source"),
          entry("sourceIp", "source"),
          entry("sourceDataIpv6PrefixList", "source6"),
          entry("sourceIpv6", "source6"),
          entry("destinationDataPrefixList", "destination"),
          entry("destinationIp", "destination"),
          entry("destinationDataIpv6PrefixList", "destination6"),
          entry("destinationIpv6", "destination6"));

  private static final Set<String> ONLY_DATA = Set.of("packetLength", "tcp", "icmpMessage");
  private static final Set<String> ONLY_APP_ROUTE =
      Set.of("saasAppList", "serviceArea", "trafficCategory");

  private static final Set<String> IPV4_FIELDS =
      Set.of("sourceDataPrefixList", "destinationDataPrefixList", "sourceIp", "destinationIp");
  private static final Set<String> IPV6_FIELDS =
      Set.of(
          "sourceDataIpv6PrefixList",
          "destinationDataIpv6PrefixList",
          "sourceIpv6",
          "destinationIpv6");

  void check(CheckedObject match) {
    match.only("entries");
    Set<String> seen = new HashSet<>();
    for (CheckedObject entry : match.objects("entries")) {
      String field = entry.text("field");
      if (!seen.add(SAME_THING.getOrDefault(field, field))) {
        throw entry.refused("field", "is '" + field + "', which is matched on already");
      }
      requireFits(entry, field);
      checkEntry(entry, field);
    }
  }

  private void requireFits(CheckedObject entry, String field) {
    Set<String> others = kind == SequenceValidation.Kind.DATA ? ONLY_APP_ROUTE : ONLY_DATA;
    if (others.contains(field)) {
      throw entry.refused("field", "is '" + field + "', which this type does not have");
    }
    if (IPV4_FIELDS.contains(field) && !ipType.equals("ipv4")
        || IPV6_FIELDS.contains(field) && !ipType.equals("ipv6")) {
      throw entry.refused("field", "is '" + field + "' in a sequence of " + ipType);
    }
  }

  private void checkEntry(CheckedObject entry, String field) {
    if (LIST_OF.containsKey(field)) {
      references.list(entry.only("field", "ref"), "ref", LIST_OF.get(field));
    } else if (WORDS.containsKey(field)) {
      entry.only("field", "value").oneOf("value", WORDS.get(field));
    } else {
      value(entry.only("field", "value"), field);
    }
  }

  private static void value(CheckedObject entry, String field) {
    switch (field) {
      case "sourceIp", "destinationIp" -> PolicyValues.prefixes(entry, "value", IpFamily.IPV4);
      case "sourceIpv6", "destinationIpv6" -> PolicyValues.prefixes(entry, "value", IpFamily.IPV6);
      case "sourcePort", "destinationPort" ->
          PolicyValues.ranges(entry, "value", 0, PolicyValues.MAX_PORT);
      case "protocol" -> PolicyValues.numbers(entry, "value", 0, 255);
      case "dscp" -> PolicyValues.numbers(entry, "value", 0, 63);
      case "packetLength" -> PolicyValues.range(entry, "value", 0, 65_535);
      case "icmpMessage", "serviceArea" -> entry.text("value");
      default -> throw entry.refused("field", "is '" + field + "', which is no field to match");
    }
  }
}
