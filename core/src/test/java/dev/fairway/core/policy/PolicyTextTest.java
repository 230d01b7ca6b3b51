package dev.fairway.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one text form of treatments, rules and policies, both ways. */
class PolicyTextTest {

  private static final Transport MPLS = new Transport("mpls");
  private static final Transport BIZ = new Transport("biz-internet");

  private static final String LINE =
      "rule=abcdefghijklmno2 owner=shop-eu segment=default sites=100,200,1000 family=ipv4"
          + " from=any to=10.1.0.0/24,10.2.0.7/32 protocol=tcp source-ports=any"
          + " destination-ports=443,8000-8080 tunnel=mpls,biz-internet fallback=none";

  private static PathRule rule() {
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse("10.2.0.7,10.1.0.128/25,10.1.0.0/25"))
            .protocol(IpProtocol.TCP)
            .destinationPorts(PortSet.parse("8000-8080,443"))
            .build();
    TreeSet<SiteId> sites = new TreeSet<>();
    List.of("1000", "200", "100").forEach(site -> sites.add(new SiteId(site)));
    return new PathRule(
        new RuleId("abcdefghijklmno2"),
        new OwnerId("shop-eu"),
        new Scope(Segment.DEFAULT, sites),
        Direction.TO_SERVICE,
        match,
        Treatment.steer(Fallback.NONE, MPLS, BIZ));
  }

  @Test
  void treatmentCanonical_preference_keepsItsOrder() {
    assertEquals(
        "tunnel=mpls,biz-internet fallback=none",
        Treatment.steer(Fallback.NONE, MPLS, BIZ).canonical());
    assertEquals(
        "tunnel=biz-internet,mpls fallback=any",
        Treatment.steer(Fallback.ANY, BIZ, MPLS).toString());
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(
      strings = {
        "",
        "tunnel=mpls",
        "fallback=none",
        "fallback=none tunnel=mpls",
        "tunnel=mpls fallback=none ",
        " tunnel=mpls fallback=none",
        "tunnel=mpls  fallback=none",
        "tunnel=mpls fallback=none fallback=any",
        "tunnel=mpls fallback=none x=y",
        "tunnel= fallback=none",
        "tunnel=mpls, fallback=none",
        "tunnel=mpls,mpls fallback=none",
        "tunnel=MPLS fallback=none",
        "tunnel=mpls fallback=None",
        "tunnel=mpls fallback=",
        "Tunnel=mpls fallback=none",
      })
  void treatmentParse_anythingElse_throws(String text) {
    assertThrows(IllegalArgumentException.class, () -> Treatment.parse(text));
  }

  @Test
  void treatmentBuild_nothingSaid_throws() {
    assertThrows(IllegalArgumentException.class, () -> Treatment.builder().build());
    assertThrows(IllegalArgumentException.class, () -> Treatment.steer(Fallback.ANY));
    assertThrows(IllegalArgumentException.class, () -> Treatment.steer(Fallback.ANY, BIZ, BIZ));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {81, 82})
  void treatmentParse_whatWasWritten_givesTheSame(long seed) {
    SeededRules rules = new SeededRules(seed);
    for (int i = 0; i < 200; i++) {
      Treatment a = rules.treatment();
      Treatment b = rules.treatment();
      assertEquals(a, Treatment.parse(a.canonical()));
      assertEquals(a.hashCode(), Treatment.parse(a.canonical()).hashCode());
      assertEquals(a.steer().equals(b.steer()), a.equals(b));
      assertEquals(a.equals(b), a.compareTo(b) == 0);
    }
  }

  @Test
  void ruleCanonical_example_isOneLineInAFixedOrder() {
    assertEquals(LINE, rule().canonical());
    assertEquals(rule(), PathRule.parse(LINE));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {83, 84, 85})
  void ruleAndPolicyParse_whatWasWritten_givesTheSame(long seed) {
    DesiredPolicy policy = new SeededRules(seed).policy(150);
    for (PathRule rule : policy.rules()) {
      assertEquals(rule, PathRule.parse(rule.canonical()));
      assertEquals(rule.canonical(), PathRule.parse(rule.canonical()).canonical());
    }
    DesiredPolicy read = DesiredPolicy.parse(policy.canonical());
    assertEquals(policy, read);
    assertEquals(policy.canonical(), read.canonical());
    assertEquals(policy.digest(), read.digest());
  }

  /** Each edit keeps the line readable to a lenient reader; none is what Fairway writes. */
  @Test
  void ruleParse_anythingElse_throws() {
    List<String[]> edits =
        List.of(
            new String[] {"owner=shop-eu segment=default", "segment=default owner=shop-eu"},
            new String[] {"10.1.0.0/24,10.2.0.7/32", "10.2.0.7/32,10.1.0.0/24"},
            new String[] {"10.1.0.0/24,10.2.0.7/32", "10.1.0.0/25,10.1.0.128/25,10.2.0.7/32"},
            new String[] {"10.2.0.7/32", "10.2.0.7"},
            new String[] {"443,8000-8080", "8000-8080,443"},
            new String[] {"100,200,1000", "100,1000,200"},
            new String[] {"100,200,1000", "100,200,1000,"},
            new String[] {"100,200,1000", "100,200,,1000"},
            new String[] {"protocol=tcp", "protocol=6"},
            new String[] {"protocol=tcp", "protocol=TCP"},
            new String[] {"protocol=tcp", "protocol=any"},
            new String[] {"family=ipv4", "family=ipv6"},
            new String[] {"family=ipv4", "family=IPv4"},
            new String[] {"from=any", "from="},
            new String[] {"from=any", "from"},
            new String[] {"from=any", "to=any"},
            new String[] {"rule=abcdefghijklmno2", "rule=abcdefghijklmno1"},
            new String[] {"rule=", "Rule="},
            new String[] {"segment=default", "segment=De"},
            new String[] {" sites=100,200,1000", ""},
            new String[] {"fallback=none", "fallback=none "},
            new String[] {"rule=", " rule="},
            new String[] {LINE, ""});
    for (String[] edit : edits) {
      String line = LINE.replace(edit[0], edit[1]);
      assertThrows(IllegalArgumentException.class, () -> PathRule.parse(line), line);
    }
  }

  @Test
  void policyParse_text_isOneLineForEachRule() {
    assertEquals(DesiredPolicy.EMPTY, DesiredPolicy.parse(""));
    assertEquals("", DesiredPolicy.EMPTY.canonical());
    assertEquals(List.of(rule()), DesiredPolicy.parse(LINE + "\n").rules());
    assertThrows(IllegalArgumentException.class, () -> DesiredPolicy.parse("\n"));
    String twice = LINE + "\n" + LINE + "\n";
    assertThrows(IllegalArgumentException.class, () -> DesiredPolicy.parse(twice));
  }

  @Test
  void parse_direction_isStatedOnlyWhereTheMatchImpliesTheOther() {
    String bounded = LINE.replace("from=any", "from=10.9.0.0/16");
    String stated = bounded.replace(" tunnel", " direction=to-service tunnel");

    assertEquals(Direction.TO_SERVICE, PathRule.parse(LINE).direction());
    assertEquals(Direction.FROM_SERVICE, PathRule.parse(bounded).direction());
    assertEquals(Direction.TO_SERVICE, PathRule.parse(stated).direction());
    assertEquals(stated, PathRule.parse(stated).canonical());
    for (String wrong :
        List.of(
            LINE.replace(" tunnel", " direction=to-service tunnel"),
            LINE.replace(" tunnel", " direction=from-service tunnel"),
            stated.replace("to-service", "from-service"),
            stated.replace("to-service", "both"))) {
      assertThrows(IllegalArgumentException.class, () -> PathRule.parse(wrong), wrong);
    }
  }

  @Test
  void digest_anyChange_isAnother() {
    PathRule rule = rule();
    List<PathRule> changed =
        List.of(
            new PathRule(
                RuleId.ofKey("x"),
                rule.owner(),
                rule.scope(),
                rule.direction(),
                rule.match(),
                rule.treatment()),
            new PathRule(
                rule.id(),
                new OwnerId("x"),
                rule.scope(),
                rule.direction(),
                rule.match(),
                rule.treatment()),
            new PathRule(
                rule.id(),
                rule.owner(),
                new Scope(new Segment("x"), rule.scope().sites()),
                rule.direction(),
                rule.match(),
                rule.treatment()),
            new PathRule(
                rule.id(),
                rule.owner(),
                new Scope(Segment.DEFAULT, new TreeSet<>()),
                rule.direction(),
                rule.match(),
                rule.treatment()),
            new PathRule(
                rule.id(),
                rule.owner(),
                rule.scope(),
                rule.direction(),
                rule.match(),
                Treatment.steer(Fallback.NONE, BIZ, MPLS)),
            new PathRule(
                rule.id(),
                rule.owner(),
                rule.scope(),
                rule.direction(),
                rule.match(),
                Treatment.steer(Fallback.ANY, MPLS, BIZ)),
            rule.withMatch(
                rule.match().toBuilder().destination(PrefixSet.parse("10.1.0.0/24")).build()),
            rule.withMatch(rule.match().toBuilder().source(PrefixSet.parse("0.0.0.0/0")).build()),
            PathRule.parse(LINE.replace("from=any", "from=0.0.0.0/0")),
            rule.withMatch(rule.match().toBuilder().protocol(IpProtocol.UDP).build()),
            rule.withMatch(rule.match().toBuilder().destinationPorts(PortSet.of(443)).build()),
            rule.withMatch(rule.match().toBuilder().sourcePorts(PortSet.of(443)).build()));
    List<Digest> digests = new ArrayList<>(List.of(rule.digest()));
    changed.forEach(other -> digests.add(other.digest()));
    assertEquals(digests.size(), digests.stream().distinct().count());
    List<Digest> trees =
        changed.stream().map(other -> new DesiredPolicy(List.of(other)).digest()).toList();
    assertEquals(trees.size(), trees.stream().distinct().count());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {86, 87})
  void digest_equalPolicies_isTheSameAndOrderCounts(long seed) {
    DesiredPolicy policy = new SeededRules(seed).policy(30);
    assertEquals(policy.digest(), new SeededRules(seed).policy(30).digest());
    List<PathRule> shuffled = new ArrayList<>(policy.rules());
    Collections.shuffle(shuffled, new Random(seed));
    DesiredPolicy other = new DesiredPolicy(shuffled);
    assertEquals(policy.equals(other), policy.digest().equals(other.digest()));
    DesiredPolicy fewer = new DesiredPolicy(policy.rules().subList(0, 29));
    assertNotEquals(fewer.digest(), policy.digest());
  }

  /** Source: FIPS 180-2, appendix B.1; RFC 4648 §10 for the alphabet's order. */
  @Test
  void digest_knownText_isTheStandardsAnswer() {
    Digest abc = Digest.of("abc");
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", abc.toString());
    assertEquals("ba7816bf8f01", abc.shortText());
    String foobar = "666f6f626172" + "0".repeat(52);
    assertEquals("mzxw6ytboi", new Digest(foobar).base32().substring(0, 10));
    assertThrows(IllegalArgumentException.class, () -> new Digest("ab"));
    assertThrows(IllegalArgumentException.class, () -> new Digest("A".repeat(64)));
  }

  @Test
  void digest_oneChild_isNotTheChildNorItsText() {
    Digest child = Digest.of("abc");
    Digest parent = Digest.ofChildren(List.of(child));
    assertEquals(3, List.of(child, parent, Digest.of(child.hex())).stream().distinct().count());
  }

  @Test
  void ruleId_key_givesSixteenCharacters() {
    RuleId id = RuleId.ofKey("a key");
    assertEquals(id, RuleId.ofKey("a key"));
    assertEquals(16, id.value().length());
    assertEquals(Optional.empty(), DesiredPolicy.EMPTY.rule(id));
    for (String text : List.of("", "abc", "ABCDEFGHIJKLMNOP", "abcdefghijklmno1", "a".repeat(17))) {
      assertThrows(IllegalArgumentException.class, () -> new RuleId(text), text);
    }
  }
}
