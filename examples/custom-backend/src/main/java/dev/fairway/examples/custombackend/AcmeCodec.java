package dev.fairway.examples.custombackend;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Neutral model to vendor model and back, one rule to one rule: it never merges, splits or widens.
 * Pure.
 */
final class AcmeCodec {

  private static final String DROP = "drop";
  private static final String BEST = "best";

  private AcmeCodec() {}

  /**
   * A rule in Acme's words.
   *
   * @param sequence its place in the owner's whole list
   * @param name what it is called at the site
   * @param object gives the name of the object with those addresses
   */
  // tag::to-vendor[]
  static AcmeRule toVendor(
      PathRule rule, long sequence, String name, Function<PrefixSet, String> object) {
    TrafficMatch match = rule.match();
    Steer steer = rule.treatment().steer().orElseThrow();
    return new AcmeRule(
        name,
        rule.scope().segment().value(),
        match.source().map(object),
        match.destination().map(object),
        match.protocol().map(IpProtocol::number),
        match.sourcePorts().map(PortSet::toString),
        match.destinationPorts().map(PortSet::toString),
        steer.preference().stream().map(Transport::value).toList(),
        steer.fallback() == Fallback.NONE ? DROP : BEST,
        new AcmeNote(rule.owner(), rule.id(), rule.direction(), sequence).text());
  }

  // end::to-vendor[]

  /**
   * One of our rules as it stands at one site, or empty where an edit has made it something that we
   * cannot say.
   */
  // tag::to-neutral[]
  static Optional<AcmeSequencedRule> tryToNeutral(AcmeEntry entry, AcmeSiteConfig site) {
    if (entry.note().isEmpty() || entry.rule().isEmpty()) {
      return Optional.empty();
    }
    AcmeNote note = entry.note().get();
    AcmeRule rule = entry.rule().get();
    try {
      TreeSet<SiteId> here = new TreeSet<>(List.of(new SiteId(site.site())));
      PathRule neutral =
          new PathRule(
              note.rule(),
              note.owner(),
              new Scope(new Segment(rule.zone()), here),
              note.direction(),
              match(rule, site.objects()),
              treatment(rule));
      return Optional.of(new AcmeSequencedRule(neutral, note.sequence()));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  // end::to-neutral[]

  /** The match of a rule of any author; empty where that cannot be told. */
  static Optional<TrafficMatch> tryMatch(AcmeEntry entry, AcmeSiteConfig site) {
    try {
      return entry.rule().map(rule -> match(rule, site.objects()));
    } catch (IllegalArgumentException opaque) {
      return Optional.empty();
    }
  }

  /** The addresses as an object holds them. */
  static List<String> prefixes(PrefixSet addresses) {
    return addresses.prefixes().stream().map(IpPrefix::toString).toList();
  }

  private static TrafficMatch match(AcmeRule rule, Map<String, AcmeObject> objects) {
    TrafficMatch.Builder match = TrafficMatch.builder(IpFamily.IPV4);
    rule.from().ifPresent(name -> match.source(addresses(name, objects)));
    rule.to().ifPresent(name -> match.destination(addresses(name, objects)));
    rule.proto().ifPresent(number -> match.protocol(new IpProtocol(number)));
    rule.sports().ifPresent(ports -> match.sourcePorts(PortSet.parse(ports)));
    rule.dports().ifPresent(ports -> match.destinationPorts(PortSet.parse(ports)));
    return match.build();
  }

  private static PrefixSet addresses(String name, Map<String, AcmeObject> objects) {
    AcmeObject object = objects.get(name);
    if (object == null) {
      throw new IllegalArgumentException("no address object '" + name + "'");
    }
    return PrefixSet.of(object.prefixes().stream().map(IpPrefix::parse).toList());
  }

  private static Treatment treatment(AcmeRule rule) {
    return Treatment.steer(
        rule.otherwise().equals(DROP) ? Fallback.NONE : Fallback.ANY,
        rule.via().stream().map(Transport::new).toArray(Transport[]::new));
  }
}
