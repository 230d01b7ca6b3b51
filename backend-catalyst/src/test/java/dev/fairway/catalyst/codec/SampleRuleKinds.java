package dev.fairway.catalyst.codec;

import dev.fairway.catalyst.wire.DataPolicyDefinition;
import dev.fairway.catalyst.wire.DataPolicyDefinition.DefaultAction;
import dev.fairway.catalyst.wire.DataSequence;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The five kinds of rules, on a fabric of two sites. */
public final class SampleRuleKinds {

  static final OwnerId OWNER = new OwnerId("shop-eu");
  static final Transport MPLS = new Transport("mpls");
  static final Transport BIZ = new Transport("biz-internet");
  static final Transport PUBLIC = new Transport("public-internet");
  static final Transport PRIVATE = new Transport("private1");
  static final Scope SCOPE =
      new Scope(Segment.DEFAULT, new TreeSet<>(List.of(new SiteId("100"), new SiteId("200"))));
  static final WanInventory WAN =
      new WanInventory(
          List.of(site("100", "fra-1"), site("200", "mad-1")),
          List.of(),
          List.of(),
          new TreeMap<>());
  static final SegmentVpns VPNS =
      new SegmentVpns(new TreeMap<>(Map.of(Segment.DEFAULT, 10, new Segment("guest"), 20)));
  static final TargetProfile ALL_PROVEN =
      withProven(
          EnumSet.of(Feature.ORDERED_PREFERENCE, Feature.ORDERED_STRICT, Feature.OTHER_PORT_MATCH));

  /** Room between two sequences, as the Manager's own pages leave it. */
  private static final int STEP = 10;

  private SampleRuleKinds() {}

  /** The careful profile with more features, and the default limits. */
  static TargetProfile withProven(Set<Feature> proven) {
    return CatalystProfile.of(proven, CatalystProfile.MAX_SEQUENCES, CatalystProfile.MAX_PREFIXES);
  }

  /** A definition that holds rules of one segment, in their order, and accepts everything else. */
  public static DataPolicyDefinition definition(
      PolicyCodec codec, Segment segment, List<PathRule> rules, UnaryOperator<String> idOf) {
    List<DataSequence> sequences = new ArrayList<>();
    for (PathRule rule : rules) {
      if (!rule.scope().segment().equals(segment)) {
        throw new IllegalArgumentException(
            "rule " + rule.id() + " of " + rule.scope().segment() + " among those of " + segment);
      }
      sequences.add(codec.sequence(rule, sequences.size() * STEP + 1, idOf));
    }
    return new DataPolicyDefinition(
        CatalystNames.definition(segment),
        CatalystNames.note(segment),
        DefaultAction.ACCEPT,
        sequences);
  }

  private static Site site(String id, String edge) {
    return new Site(
        new SiteId(id),
        id,
        List.of(
            new Edge(
                edge,
                List.of(
                    new Attachment(MPLS, true, true),
                    Attachment.ofEncrypted(BIZ),
                    Attachment.ofEncrypted(PUBLIC),
                    new Attachment(PRIVATE, false, true)))));
  }

  static PathRule rule(String key, TrafficMatch.Builder match, Treatment treatment) {
    return new PathRule(
        RuleId.ofKey(key),
        OWNER,
        SCOPE,
        Direction.impliedBy(match.build()),
        match.build(),
        treatment);
  }

  static PathRule strictToService() {
    return rule(
        "strict-to-service",
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse("10.1.2.3/32,10.1.2.8/30"))
            .protocol(IpProtocol.TCP)
            .destinationPorts(PortSet.of(443)),
        Treatment.steer(Fallback.NONE, BIZ));
  }

  static PathRule looseFromService() {
    return rule(
        "loose-from-service",
        TrafficMatch.builder(IpFamily.IPV4)
            .source(PrefixSet.parse("10.1.2.3/32"))
            .destination(PrefixSet.parse("10.0.0.0/8,172.16.0.0/12"))
            .protocol(IpProtocol.TCP)
            .sourcePorts(PortSet.of(443)),
        Treatment.steer(Fallback.ANY, MPLS));
  }

  static PathRule ipv6() {
    return rule(
        "ipv6",
        TrafficMatch.builder(IpFamily.IPV6)
            .destination(PrefixSet.parse("fd00:1::7/128,fd00:2::/64"))
            .protocol(IpProtocol.TCP)
            .destinationPorts(PortSet.of(443)),
        Treatment.steer(Fallback.NONE, PRIVATE));
  }

  static PathRule everyPort() {
    return rule(
        "every-port",
        TrafficMatch.builder(IpFamily.IPV4).destination(PrefixSet.parse("10.9.0.0/24")),
        Treatment.steer(Fallback.NONE, MPLS));
  }

  static PathRule orderedLoose() {
    return rule(
        "ordered-loose",
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse("10.1.4.4/32"))
            .protocol(IpProtocol.UDP)
            .destinationPorts(PortSet.parse("53,5000-5010,6000")),
        Treatment.steer(Fallback.ANY, MPLS, BIZ));
  }

  static PathRule orderedStrict() {
    return rule(
        "ordered-strict",
        TrafficMatch.builder(IpFamily.IPV4)
            .source(PrefixSet.parse("10.1.5.5/32"))
            .protocol(IpProtocol.SCTP)
            .sourcePorts(PortSet.parse("3868,38412-38422")),
        Treatment.steer(Fallback.NONE, PUBLIC, BIZ, MPLS));
  }

  /** All of them, each under the name of its golden file. */
  static Map<String, PathRule> all() {
    Map<String, PathRule> rules = new LinkedHashMap<>();
    rules.put("strict-to-service", strictToService());
    rules.put("loose-from-service", looseFromService());
    rules.put("ipv6", ipv6());
    rules.put("every-port", everyPort());
    rules.put("ordered-loose", orderedLoose());
    rules.put("ordered-strict", orderedStrict());
    return rules;
  }
}
