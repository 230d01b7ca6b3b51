package dev.fairway.operator.document;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.PeerSet;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.translate.RuleOrigin;
import dev.fairway.core.wan.SiteId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule in JSON. {@code source}, {@code destination}, {@code sourcePorts} and {@code
 * destinationPorts} are lists of texts, or the text {@code any}.
 *
 * @param transports the transports, most wanted first; empty: the rule names none
 * @param fallback what happens while none of them is up; empty: the rule names none
 * @param words what else it does, by word: {@code encryption}, {@code inspect}, {@code dscp}, and
 *     {@code access} where it drops what it takes
 * @param peers the peers that it is for, as {@code not-at:100}; empty: all
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
    String fallback,
    @OptionalField Map<String, String> words,
    @OptionalField String peers) {

  private static final String ANY = "any";

  /** Copies. */
  public RuleView {
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

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
        steer.map(TreatmentWords::transports).orElse(List.of()),
        steer.map(wanted -> wanted.fallback().text()).orElse(""),
        TreatmentWords.besidesSteer(rule.treatment()),
        rule.peers().map(PeerSet::text).orElse(""));
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

  /**
   * {@code any > 10.2.0.4 (8080/tcp): biz-internet, else dropped}; {@code peers at site 100 (2
   * prefixes) > 10.2.0.4 (8080/tcp): dropped}.
   */
  String text() {
    boolean toService = direction.equals(Direction.TO_SERVICE.text());
    return side(source, sourcePorts, !toService)
        + " > "
        + side(destination, destinationPorts, toService)
        + ": "
        + TreatmentWords.text(transports, fallback, words, "");
  }

  private String side(Object addresses, Object ports, boolean service) {
    if (!service && PeersText.some(peers)) {
      return PeersText.of(peers) + count(addresses);
    }
    String where = few(addresses);
    String served =
        ports instanceof List<?> ? where + " (" + few(ports) + "/" + protocol + ")" : where;
    String at = service ? PeersText.ofService(peers) : "";
    return at.isEmpty() ? served : served + " " + at;
  }

  private static String count(Object addresses) {
    return addresses instanceof List<?> list
        ? " (" + (list.size() == 1 ? "1 prefix" : list.size() + " prefixes") + ")"
        : "";
  }

  private static String few(Object value) {
    return value instanceof List<?> list
        ? WrappedText.few(list.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }
}
