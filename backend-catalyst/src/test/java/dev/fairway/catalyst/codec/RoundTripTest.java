package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.wire.AssemblyItem;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.PolicyList.VpnList;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {

  private final PolicyCodec codec =
      new PolicyCodec(SampleRuleKinds.ALL_PROVEN, SampleRuleKinds.WAN);
  private final ScopeCodec scopes =
      new ScopeCodec(SampleRuleKinds.VPNS, SampleRuleKinds.WAN.siteIds());

  @Test
  void decode_ofTheFiveKinds_givesTheRulesInTheirOrder() {
    List<PathRule> rules = List.copyOf(SampleRuleKinds.all().values());

    assertEquals(rules, throughTheManager(SampleRuleKinds.SCOPE, rules));
  }

  @Test
  void decode_ofTwoOwnersInOneDefinition_givesEachItsOwn() {
    PathRule mine = SampleRuleKinds.strictToService();
    PathRule theirs =
        new PathRule(
            mine.id(),
            new OwnerId("shop-us"),
            mine.scope(),
            mine.direction(),
            mine.match(),
            mine.treatment());

    assertEquals(List.of(theirs, mine), throughTheManager(mine.scope(), List.of(theirs, mine)));
  }

  @Test
  void decode_ofSequencesWrittenInAnotherOrder_goesByTheirIds() {
    List<PathRule> rules = List.copyOf(SampleRuleKinds.all().values());
    InMemoryLists shelf = new InMemoryLists();
    StoredDefinition written = stored(SampleRuleKinds.SCOPE, rules, shelf);
    var backwards = new ArrayList<>(written.sequences());
    Collections.reverse(backwards);

    assertEquals(
        rules,
        rules(codec.decode(written.withSequences(backwards), SampleRuleKinds.SCOPE, shelf::list)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void decode_ofRandomRulesWithinTheProfile_givesTheRules(long seed) {
    Random random = new Random(seed);
    Scope scope = randomScope(random);
    List<PathRule> rules = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      TrafficMatch match = randomMatch(random);
      boolean both = match.source().isPresent() && match.destination().isPresent();
      rules.add(
          new PathRule(
              RuleId.ofKey(seed + "/" + i),
              new OwnerId("owner-" + random.nextInt(3)),
              scope,
              both && i % 2 == 0 ? Direction.TO_SERVICE : Direction.impliedBy(match),
              match,
              randomTreatment(random)));
    }

    assertEquals(rules, throughTheManager(scope, rules));
  }

  /** Everything becomes text and is read from text, as over a wire. */
  private List<PathRule> throughTheManager(Scope scope, List<PathRule> rules) {
    InMemoryLists shelf = new InMemoryLists();
    StoredDefinition definition = stored(scope, rules, shelf);
    SiteList sites = scopes.sites(scope);
    VpnList vpn = scopes.vpn(scope.segment());
    shelf.put(List.of(sites, vpn));
    String item =
        WireJson.write(
            ScopeCodec.assembly(
                "definition-1", InMemoryLists.idOf(sites.name()), InMemoryLists.idOf(vpn.name())));
    Scope read =
        scopes
            .decode(
                WireJson.tryRead(WireJson.object(item), AssemblyItem.class).orElseThrow(),
                id -> shelf.list(id, SiteList.class),
                id -> shelf.list(id, VpnList.class))
            .orElseThrow();
    return rules(codec.decode(definition, read, shelf::list));
  }

  private StoredDefinition stored(Scope scope, List<PathRule> rules, InMemoryLists shelf) {
    rules.forEach(rule -> shelf.put(codec.lists(rule)));
    return new StoredDefinition(
        WireJson.object(
            WireJson.write(
                SampleRuleKinds.definition(codec, scope.segment(), rules, InMemoryLists::idOf))));
  }

  private static List<PathRule> rules(List<DecodedSequence> decoded) {
    List<PathRule> rules = new ArrayList<>();
    for (DecodedSequence one : decoded) {
      assertEquals(decoded.indexOf(one), one.position());
      assertTrue(
          one.<Boolean>fold(
              written -> rules.add(written.rule()), altered -> false, foreign -> false),
          one::toString);
    }
    return rules;
  }

  private static Scope randomScope(Random random) {
    TreeSet<SiteId> sites = new TreeSet<>(List.of(new SiteId("100")));
    if (random.nextBoolean()) {
      sites.add(new SiteId("200"));
    }
    return new Scope(random.nextBoolean() ? Segment.DEFAULT : new Segment("guest"), sites);
  }

  private static TrafficMatch randomMatch(Random random) {
    IpFamily family = random.nextBoolean() ? IpFamily.IPV4 : IpFamily.IPV6;
    TrafficMatch.Builder match = TrafficMatch.builder(family);
    int sides = 1 + random.nextInt(3);
    if ((sides & 1) != 0) {
      match.source(randomAddresses(random, family));
    }
    if ((sides & 2) != 0) {
      match.destination(randomAddresses(random, family));
    }
    switch (random.nextInt(3)) {
      case 0 -> match.protocol(new IpProtocol(random.nextInt(256)));
      case 1 -> {
        match.protocol(
            List.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.UDPLITE)
                .get(random.nextInt(4)));
        if ((sides & 1) != 0) {
          match.sourcePorts(randomPorts(random));
        } else {
          match.destinationPorts(randomPorts(random));
        }
      }
      default -> {}
    }
    return match.build();
  }

  private static PrefixSet randomAddresses(Random random, IpFamily family) {
    List<IpPrefix> prefixes = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      int length = random.nextInt(33);
      long mask = length == 0 ? 0 : -1L << (32 - length);
      int bits = (int) (random.nextInt() & mask);
      prefixes.add(
          family == IpFamily.IPV4
              ? new Ipv4Prefix(bits, length)
              : new Ipv6Prefix(0xfd00_0000_0000_0000L | (bits & 0xffff_ffffL), 0, 32 + length));
    }
    return PrefixSet.of(family, prefixes);
  }

  private static PortSet randomPorts(Random random) {
    List<PortRange> ranges = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int first = random.nextInt(65_536);
      ranges.add(new PortRange(first, Math.min(65_535, first + random.nextInt(20))));
    }
    return new PortSet(ranges);
  }

  private static Treatment randomTreatment(Random random) {
    List<Transport> transports =
        new ArrayList<>(
            List.of(
                SampleRuleKinds.MPLS,
                SampleRuleKinds.BIZ,
                SampleRuleKinds.PUBLIC,
                SampleRuleKinds.PRIVATE));
    Collections.shuffle(transports, random);
    Fallback fallback = random.nextBoolean() ? Fallback.NONE : Fallback.ANY;
    return Treatment.builder()
        .steer(new Steer(transports.subList(0, 1 + random.nextInt(3)), fallback))
        .build();
  }
}
