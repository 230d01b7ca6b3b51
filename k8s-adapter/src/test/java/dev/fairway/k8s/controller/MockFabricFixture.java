package dev.fairway.k8s.controller;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.MockFabric;
import dev.fairway.mock.MockForeignRule;
import dev.fairway.mock.WriteFault;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A fabric of two sites on which other users and another owner have rules too. */
final class MockFabricFixture implements FabricFixture {

  static final OwnerId OWNER = new OwnerId("shop-eu");
  private static final OwnerId OTHER = new OwnerId("alpha");

  private static final String FILE =
      """
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}, {cidr: "fd00:1::/32"}], edges: [{name: fra-1, transports: [mpls, biz-internet]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}, {cidr: "fd00:2::/32"}], edges: [{name: mad-1, transports: [mpls, biz-internet]}]}
      routesKnown: true
      commit: %s
      """;

  private final MockFabric fabric;
  private final List<MockForeignRule> foreign;
  private final String others;
  private boolean edited;

  MockFabricFixture(Commit commit) {
    String word = commit == Commit.PER_STEP ? "per-step" : "whole-plan";
    fabric =
        new MockFabric(
            FabricFile.parse("fabric.yaml", FILE.formatted(word)).layout().orElseThrow());
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse("203.0.113.0/24"))
            .protocol(IpProtocol.UDP)
            .destinationPorts(PortSet.of(5060))
            .build();
    Treatment voice = Treatment.steer(Fallback.ANY, new Transport("mpls"));
    fabric.addForeign(MockForeignRule.of("voice", MockForeignRule.Place.BEFORE, match, voice));
    fabric.addForeign(MockForeignRule.opaque("blackbox", MockForeignRule.Place.AFTER));
    plantOther(match, voice);
    foreign = fabric.foreign();
    others = text(OTHER);
  }

  private void plantOther(TrafficMatch match, Treatment voice) {
    PathRule theirs =
        new PathRule(
            RuleId.ofKey("theirs"),
            OTHER,
            new Scope(Segment.DEFAULT, fabric.inventory().siteIds()),
            Direction.TO_SERVICE,
            match,
            voice);
    try (SdwanBackend other = fabric.backend(OTHER)) {
      WanSnapshot wan = other.inventory(new UnlimitedCallContext());
      ObservedPolicy nothing = other.observe(wan, new UnlimitedCallContext());
      other.apply(
          Planner.plan(OTHER, new DesiredPolicy(List.of(theirs)), nothing, PlanMode.SYNC),
          wan,
          new UnlimitedCallContext());
    }
  }

  MockFabric fabric() {
    return fabric;
  }

  @Override
  public SdwanBackend open() {
    return fabric.backend(OWNER);
  }

  @Override
  public WanInventory inventory() {
    return fabric.inventory();
  }

  @Override
  public TargetProfile profile() {
    return fabric.profile();
  }

  @Override
  public List<PathRule> rules() {
    return fabric.rules(OWNER);
  }

  /** Our rules, as bytes. */
  String ours() {
    return text(OWNER);
  }

  private String text(OwnerId owner) {
    return new DesiredPolicy(fabric.rules(owner)).canonical();
  }

  @Override
  public boolean leftOthersAlone() {
    return foreign.equals(fabric.foreign()) && others.equals(text(OTHER));
  }

  /** Takes one of our rules away by hand, where there is one. */
  String editOutOfBand(Random random) {
    fabric.editOutOfBand(
        OWNER,
        rules -> {
          List<PathRule> fewer = new ArrayList<>(rules);
          if (!fewer.isEmpty()) {
            fewer.remove(random.nextInt(fewer.size()));
          }
          return fewer;
        });
    edited = true;
    return "fabric: a rule taken away by hand";
  }

  /** The next few writes fare badly, or nothing is heard of the fabric at all. */
  String injectFault(Random random) {
    boolean reachable = random.nextInt(5) != 0;
    fabric.setReachable(reachable);
    List<WriteFault> script = new ArrayList<>();
    StringBuilder log = new StringBuilder(reachable ? "fabric:" : "fabric: unreachable, then");
    for (int writes = 1 + random.nextInt(3); writes > 0; writes--) {
      script.add(anything(random, log));
    }
    fabric.script(script.toArray(WriteFault[]::new));
    return log.toString();
  }

  private static WriteFault anything(Random random, StringBuilder log) {
    int steps = random.nextInt(3);
    return switch (random.nextInt(11)) {
      case 0 -> logged(log, "slow", WriteFault.slow(Duration.ofMillis(20)));
      case 1 -> logged(log, "refusing", WriteFault.refusing());
      case 2 -> logged(log, "failing", WriteFault.failing());
      case 3 -> logged(log, "throttling", WriteFault.throttling(Duration.ofMillis(10)));
      case 4 -> logged(log, "another owner at work", WriteFault.anotherOwnerAtWork());
      case 5 -> logged(log, "failing after " + steps, WriteFault.failingAfter(steps));
      case 6 -> logged(log, "silent after " + steps, WriteFault.silentAfter(steps));
      case 7 -> logged(log, "answer lost", WriteFault.answerLost());
      case 8 -> logged(log, "garbled", WriteFault.garbled());
      case 9 -> logged(log, "hanging", WriteFault.hanging());
      default -> logged(log, "stale basis", WriteFault.staleBasis());
    };
  }

  private static WriteFault logged(StringBuilder log, String name, WriteFault fault) {
    log.append(' ').append(name).append(';');
    return fault;
  }

  @Override
  public boolean clear() {
    fabric.setReachable(true);
    fabric.script();
    boolean unseen = edited;
    edited = false;
    return unseen;
  }
}
