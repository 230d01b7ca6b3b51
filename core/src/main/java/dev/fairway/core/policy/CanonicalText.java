package dev.fairway.core.policy;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.SiteId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rules as text, both ways. A rule is one line of {@code key=value} fields in a fixed order, a
 * space between them; the direction is left out where the match implies it, the peers where the
 * rule is for all, and the treatment is the rest of the line.
 */
final class CanonicalText {

  private static final String ANY = "any";
  private static final String DIRECTION = "direction=";
  private static final String PEERS = "peers=";

  private CanonicalText() {}

  static String of(PathRule rule) {
    return "rule="
        + rule.id()
        + " owner="
        + rule.owner()
        + " segment="
        + rule.scope().segment()
        + " sites="
        + rule.scope().sites().stream().map(SiteId::value).collect(Collectors.joining(","))
        + " "
        + of(rule.match())
        + (rule.direction() == Direction.impliedBy(rule.match())
            ? ""
            : " " + DIRECTION + rule.direction().text())
        + rule.peers().map(peers -> " " + PEERS + peers.text()).orElse("")
        + " "
        + rule.treatment().canonical();
  }

  static String of(TrafficMatch match) {
    return "family="
        + match.family().text()
        + " from="
        + match.source().map(PrefixSet::toString).orElse(ANY)
        + " to="
        + match.destination().map(PrefixSet::toString).orElse(ANY)
        + " protocol="
        + match.protocol().map(IpProtocol::text).orElse(ANY)
        + " source-ports="
        + match.sourcePorts().map(PortSet::toString).orElse(ANY)
        + " destination-ports="
        + match.destinationPorts().map(PortSet::toString).orElse(ANY);
  }

  static PathRule parseRule(String line) {
    String[] parts = line.split(" ", 11);
    if (parts.length != 11) {
      throw new IllegalArgumentException("'" + line + "' is not a rule");
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("'" + parts[i] + "' is not a field of a rule");
      }
      fields.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
    }
    SortedSet<SiteId> sites = new TreeSet<>();
    for (String site : field(fields, "sites").split(",", -1)) {
      if (!site.isEmpty()) {
        sites.add(new SiteId(site));
      }
    }
    TrafficMatch match = match(fields);
    String rest = parts[10];
    boolean stated = rest.startsWith(DIRECTION);
    rest = stated ? afterSpace(rest) : rest;
    Optional<PeerSet> peers =
        rest.startsWith(PEERS)
            ? Optional.of(PeerSet.parse(beforeSpace(rest).substring(PEERS.length())))
            : Optional.empty();
    rest = peers.isPresent() ? afterSpace(rest) : rest;
    Direction implied = Direction.impliedBy(match);
    PathRule rule =
        new PathRule(
            new RuleId(field(fields, "rule")),
            new OwnerId(field(fields, "owner")),
            new Scope(new Segment(field(fields, "segment")), sites),
            stated ? implied.opposite() : implied,
            peers,
            match,
            Treatment.parse(rest));
    if (!of(rule).equals(line)) {
      throw new IllegalArgumentException(
          "'" + line + "' is not a rule as it is written, which is '" + of(rule) + "'");
    }
    return rule;
  }

  private static String beforeSpace(String text) {
    return text.substring(0, Math.max(0, text.indexOf(' ')));
  }

  private static String afterSpace(String text) {
    return text.substring(text.indexOf(' ') + 1);
  }

  private static TrafficMatch match(Map<String, String> fields) {
    return new TrafficMatch(
        family(field(fields, "family")),
        part(fields, "from", PrefixSet::parse),
        part(fields, "to", PrefixSet::parse),
        part(fields, "protocol", IpProtocol::parse),
        part(fields, "source-ports", PortSet::parse),
        part(fields, "destination-ports", PortSet::parse));
  }

  private static IpFamily family(String text) {
    return Arrays.stream(IpFamily.values())
        .filter(family -> family.text().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("family '" + text + "' is not ipv4 or ipv6"));
  }

  private static <T> Optional<T> part(
      Map<String, String> fields, String name, Function<String, T> parse) {
    return Optional.of(field(fields, name)).filter(text -> !text.equals(ANY)).map(parse);
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a rule without '" + name + "='");
    }
    return value;
  }
}
