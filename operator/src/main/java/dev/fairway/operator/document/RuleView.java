package dev.fairway.operator.document;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.translate.RuleOrigin;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule in JSON. {@code source}, {@code destination}, {@code sourcePorts} and {@code
 * destinationPorts} are lists of texts, or the text {@code any}.
 */
public record RuleView(
    String id,
    String owner,
    List<String> sites,
    List<String> services,
    String direction,
    String family,
    String segment,
    Object source,
    Object destination,
    String protocol,
    Object sourcePorts,
    Object destinationPorts,
    List<String> transports,
    String fallback) {

  private static final String ANY = "any";

  static RuleView of(PathRule rule, Map<RuleId, RuleOrigin> origins) {
    Optional<RuleOrigin> origin = Optional.ofNullable(origins.get(rule.id()));
    Optional<Steer> steer = rule.treatment().steer();
    return new RuleView(
        rule.id().value(),
        rule.owner().value(),
        rule.scope().sites().stream().map(SiteId::value).toList(),
        origin.stream()
            .flatMap(rules -> rules.services().stream())
            .map(ServiceKey::toString)
            .toList(),
        rule.direction().text(),
        rule.match().family().text(),
        rule.scope().segment().value(),
        addresses(rule.match().source()),
        addresses(rule.match().destination()),
        rule.protocol().map(IpProtocol::text).orElse(ANY),
        ports(rule.match().sourcePorts()),
        ports(rule.match().destinationPorts()),
        steer.stream()
            .flatMap(wanted -> wanted.preference().stream())
            .map(Transport::value)
            .toList(),
        steer.map(wanted -> wanted.fallback().text()).orElse(ANY));
  }

  static List<String> texts(PrefixSet set) {
    return set.prefixes().stream().map(IpPrefix::toString).toList();
  }

  private static Object addresses(Optional<PrefixSet> set) {
    return set.<Object>map(RuleView::texts).orElse(ANY);
  }

  private static Object ports(Optional<PortSet> set) {
    return set.<Object>map(ports -> ports.ranges().stream().map(PortRange::toString).toList())
        .orElse(ANY);
  }

  /** {@code any > 10.2.0.4 (8080/tcp): biz-internet, else dropped}. */
  String text() {
    return side(source, sourcePorts, protocol)
        + " > "
        + side(destination, destinationPorts, protocol)
        + ": "
        + treatment(transports, fallback);
  }

  /** {@code biz-internet, then mpls, else dropped}. */
  static String treatment(List<String> transports, String fallback) {
    return String.join(", then ", transports)
        + (fallback.equals("none") ? ", else dropped" : ", else any path");
  }

  private static String side(Object addresses, Object ports, String protocol) {
    String where = few(addresses);
    return ports instanceof List<?> ? where + " (" + few(ports) + "/" + protocol + ")" : where;
  }

  private static String few(Object value) {
    return value instanceof List<?> list
        ? WrappedText.few(list.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }
}
