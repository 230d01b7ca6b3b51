package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of random clusters, in any order and at any speed, with restarts at any point:
 * nothing that is in use is lost beyond the limits, what is seen to leave is out at once, and what
 * every other Service asks for is in force.
 */
class SafetyPropertiesTest {

  private static final int STEPS = 30;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  /** One history. */
  private static final class History {
    final Random random;
    final SafetyCluster cluster = new SafetyCluster();
    final SafetyOperator operator;
    final RandomSafetyEvents events;
    final SafetyOracle oracle;
    final List<String> trace = new ArrayList<>();
    final Set<IpPrefix> seenToLeave = new TreeSet<>();
    final Set<IpPrefix> lookedUpToLeave = new TreeSet<>();
    final SortedMap<String, Set<IpPrefix>> withdrawn = new TreeMap<>();
    final Set<String> replaced = new TreeSet<>();

    History(long seed) {
      random = new Random(seed);
      Commit commit = random.nextBoolean() ? Commit.PER_STEP : Commit.WHOLE_PLAN;
      operator = new SafetyOperator(cluster, new ToldFabric(commit));
      operator.settings(RandomSafetyEvents.settings(random));
      events = new RandomSafetyEvents(random, cluster, operator);
      oracle = new SafetyOracle(cluster, operator);
      events.begin();
      sync();
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        step();
      }
      comeBack();
    }

    private void step() {
      if (random.nextInt(12) == 0) {
        restart();
      }
      for (int events = random.nextInt(4); events > 0; events--) {
        change();
      }
      if (random.nextInt(3) == 0) {
        events.fault();
      } else {
        events.mend();
      }
      events.weather();
      events.passTime();
      events.decide(sync());
    }

    private void restart() {
      cluster.watched(false);
      for (int missed = random.nextInt(5); missed > 0; missed--) {
        change();
      }
      cluster.watched(true);
      operator.restart();
      oracle.restarted();
      forget();
    }

    private void forget() {
      seenToLeave.clear();
      lookedUpToLeave.clear();
      withdrawn.clear();
    }

    /** A change that a watch may see, with what it sees of it. */
    private void change() {
      List<SafetyPod> before =
          cluster.allPods().stream()
              .filter(pod -> !pod.ended() && cluster.asked(pod.service()).isPresent())
              .filter(cluster::isRead)
              .filter(oracle::isKnown)
              .toList();
      Set<String> asking = asking();
      events.change();
      for (SafetyPod pod : before) {
        boolean there =
            cluster.allPods().stream()
                .filter(now -> now.name().equals(pod.name()) && !now.ended())
                .findAny()
                .isPresent();
        if (!there) {
          (pod.terminating() ? seenToLeave : lookedUpToLeave).add(pod.address());
        } else if (cluster.asked(pod.service()).isEmpty()) {
          withdrawn.computeIfAbsent(pod.service(), name -> new TreeSet<>()).add(pod.address());
        }
      }
      asking.removeAll(asking());
      asking.forEach(asked -> replaced.add(asked.substring(0, asked.indexOf(' '))));
    }

    private Set<String> asking() {
      Set<String> asking = new TreeSet<>();
      for (String name : cluster.serviceNames()) {
        cluster.asked(name).ifPresent(asked -> asking.add(name + " " + asked));
      }
      return asking;
    }

    SyncReport sync() {
      FleetSnapshot fleet = cluster.read();
      SyncReport report = operator.sync(fleet);
      trace.add(
          report.outcomes().size()
              + operator.policy().digest().hex()
              + report.holds().stream().map(hold -> hold.key() + hold.sentence()).toList());
      if (report.completeness() == Completeness.COMPLETE) {
        if (cluster.isReadable()) {
          seenToLeave.addAll(lookedUpToLeave);
        }
        withdrawn.forEach(
            (name, addresses) -> {
              if (cluster.isSeen(name) || !cluster.serviceNames().contains(name)) {
                seenToLeave.addAll(addresses);
              }
            });
        oracle.judge(report, seenToLeave, replaced);
        if (report.succeeded()) {
          assertOthersHaveWhatTheyAskFor(report, fleet);
          replaced.clear();
        }
        forget();
      } else {
        assertEquals(List.of(), report.outcomes());
      }
      return report;
    }

    /** Each packet that is a living claim's has what that asks for, whatever is retained. */
    private void assertOthersHaveWhatTheyAskFor(SyncReport report, FleetSnapshot fleet) {
      boolean held =
          oracle.hasLimit()
              || report.holds().stream()
                  .anyMatch(hold -> hold.key().kind() == Hold.Kind.DECLARATIONS);
      if (held) {
        return;
      }
      ResolvedFleet asked =
          Resolver.resolve(fleet, operator.fabric().told(), operator.fabric().profile());
      DesiredPolicy policy = operator.policy();
      for (int number = 0; number < RandomSafetyEvents.ADDRESSES; number++) {
        IpPrefix address = SafetyCluster.address(number);
        assertDecided(report, asked, policy, SafetyOperator.request(address));
        assertDecided(report, asked, policy, SafetyOperator.request(address).reversed());
        IpPrefix other = SafetyCluster.address(random.nextInt(RandomSafetyEvents.ADDRESSES));
        Flow between = new Flow(Segment.DEFAULT, other, address, IpProtocol.TCP, 40_000, 8080);
        assertDecided(report, asked, policy, between);
        assertDecided(report, asked, policy, between.reversed());
      }
    }

    private void assertDecided(
        SyncReport report, ResolvedFleet asked, DesiredPolicy policy, Flow flow) {
      boolean other =
          Stream.of(flow.source(), flow.destination())
              .anyMatch(end -> isWaiting(report, end) || isMissing(asked, end));
      if (other) {
        return;
      }
      if (PacketSemantics.decide(asked, flow) instanceof Decision.Treated treated) {
        for (SiteId site : PacketSemantics.entrySites(asked, flow)) {
          assertEquals(
              Optional.of(treated.wanted()),
              policy.decide(flow, site).map(PathRule::treatment),
              () ->
                  flow
                      + " is of "
                      + treated.service()
                      + "; holds "
                      + report.holds()
                      + report.safety().map(SafetyReview::retained)
                      + "\n"
                      + policy.canonical());
        }
      }
    }

    /** True where an address is in use, and the operator does not see it or may not use it. */
    private boolean isMissing(ResolvedFleet asked, IpPrefix address) {
      return cluster.isInUse(address)
          && asked.clusters().values().stream()
              .flatMap(resolved -> resolved.services().stream())
              .flatMap(service -> service.claims().stream())
              .flatMap(claim -> claim.addresses().stream())
              .noneMatch(claimed -> claimed.address().equals(address));
    }

    private boolean isWaiting(SyncReport report, IpPrefix address) {
      return cluster.allPods().stream()
          .filter(pod -> pod.address().equals(address))
          .anyMatch(pod -> SafetyOracle.isWaiting(report, pod.service()));
    }

    /** All comes back: nothing is held or retained, and the policy is that of a new fabric. */
    void comeBack() {
      events.mendAll();
      cluster
          .serviceNames()
          .forEach(name -> cluster.controls(name, dev.fairway.core.intent.ServiceControls.NONE));
      SyncReport report = sync();
      for (int attempt = 0; attempt < 3; attempt++) {
        report.holds().stream()
            .filter(hold -> hold.key().kind() == Hold.Kind.GAIN)
            .forEach(hold -> operator.approve(hold.id()));
        operator.advance(Duration.ofHours(2));
        report = sync();
      }
      assertEquals(List.of(), report.holds());
      assertEquals(List.of(), report.safety().orElseThrow().retained());
      SafetyOperator fresh = new SafetyOperator(cluster);
      fresh.settings(SafetySettings.OFF).sync();
      assertEquals(
          fresh.policy().canonical().lines().sorted().toList(),
          operator.policy().canonical().lines().sorted().toList());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void history_random_losesNothingBeyondTheLimitsAndHoldsUpNobody(long seed) {
    new History(seed).run();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void history_twice_isTheSame(long seed) {
    if (seed % 10 != 0) {
      return;
    }
    History once = new History(seed);
    once.run();
    History again = new History(seed);
    again.run();
    assertEquals(once.trace, again.trace);
  }
}
