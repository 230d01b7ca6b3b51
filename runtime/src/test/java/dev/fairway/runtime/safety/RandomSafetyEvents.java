package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceControls;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.mock.WriteFault;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random events of a cluster, its pods, the operator's sight of them, the fabric and people. */
final class RandomSafetyEvents {

  /** How many addresses there are for all pods, so that they are used again soon. */
  static final int ADDRESSES = 36;

  private static final List<String> INTENTS =
      List.of(
          Shop.MPLS,
          Shop.BIZ,
          "ports=every tunnel=biz-internet,mpls fallback=any",
          "ports=all tunnel=mpls fallback=any");
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(61),
          Duration.ofMinutes(10),
          Duration.ofMinutes(61),
          Duration.ofHours(5));

  private final Random random;
  private final SafetyCluster cluster;
  private final SafetyOperator operator;
  private int started;

  RandomSafetyEvents(Random random, SafetyCluster cluster, SafetyOperator operator) {
    this.random = random;
    this.cluster = cluster;
    this.operator = operator;
  }

  static SafetySettings settings(Random random) {
    Duration retention = oneOf(random, List.of(Duration.ofSeconds(10), Duration.ofMinutes(1)));
    return new SafetySettings(
        oneOf(random, List.of(10, 30, 50)),
        oneOf(random, List.of(4, 10, 20)),
        retention,
        oneOf(random, List.of(retention, Duration.ofMinutes(10), Duration.ofHours(1))),
        oneOf(random, List.of(Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofHours(2))),
        oneOf(random, List.of(50, 200, SafetySettings.NO_GAIN_LIMIT)));
  }

  private static <T> T oneOf(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private <T> T oneOf(List<T> some) {
    return oneOf(random, some);
  }

  void begin() {
    for (int service = 0; service < 5; service++) {
      cluster.service("service-" + service, oneOf(INTENTS));
      for (int pod = 0; pod < 2 + random.nextInt(5); pod++) {
        startPod("service-" + service);
      }
    }
  }

  private void startPod(String service) {
    IpPrefix address = SafetyCluster.address(random.nextInt(ADDRESSES));
    boolean free =
        cluster.allPods().stream().noneMatch(pod -> !pod.ended() && pod.address().equals(address));
    if (free) {
      started++;
      cluster.start("pod-" + started, service, address);
    }
  }

  private Optional<SafetyPod> somePod() {
    List<SafetyPod> pods = List.copyOf(cluster.allPods());
    return pods.isEmpty() ? Optional.empty() : Optional.of(oneOf(pods));
  }

  private String someService() {
    return "service-" + random.nextInt(6);
  }

  /** What happens in the cluster itself. */
  void change() {
    String service = someService();
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> startPod(service);
      case 3 -> startPod("");
      case 4, 5 -> somePod().ifPresent(pod -> cluster.terminate(pod.name()));
      case 6 -> somePod().ifPresent(pod -> cluster.remove(pod.name()));
      case 7 -> somePod().ifPresent(pod -> cluster.end(pod.name()));
      case 8 -> List.copyOf(cluster.podsOf(service)).forEach(pod -> cluster.remove(pod.name()));
      case 9 -> cluster.declare(service, Optional.of(oneOf(INTENTS)));
      case 10 -> {
        if (cluster.serviceNames().contains(service)) {
          if (random.nextBoolean()) {
            cluster.deleteService(service);
          } else {
            cluster.declare(service, Optional.empty());
          }
        }
      }
      default -> {
        if (random.nextInt(4) == 0) {
          cluster.deleteNode(random.nextBoolean() ? "node-100" : "node-200");
        }
      }
    }
  }

  /** What goes wrong between the cluster and the operator. */
  void fault() {
    String service = someService();
    switch (random.nextInt(12)) {
      case 0, 1 -> somePod().ifPresent(pod -> cluster.deleteSlice(pod.name()));
      case 2 -> cluster.podsOf(service).forEach(pod -> cluster.deleteSlice(pod.name()));
      case 3 -> cluster.loseSight(service);
      case 4 -> cluster.serviceNames().forEach(cluster::loseSight);
      case 5 -> cluster.podsReadable(false);
      case 6 -> cluster.anotherCluster(random.nextInt(3) == 0);
      case 7 -> cluster.completeness(Completeness.STALE);
      case 8 -> cluster.datapath(random.nextInt(3) == 0 ? Datapath.OVERLAY : Datapath.NATIVE);
      case 9 ->
          cluster.networks(
              List.of(
                  new Network(
                      IpPrefix.parse(random.nextBoolean() ? "10.2.0.0/16" : "10.7.0.0/16"),
                      Segment.DEFAULT,
                      Optional.of(new SiteId("200")))));
      case 10 -> operator.fabric().tell(ToldFabric.halfOf(Shop.wan()));
      default -> cluster.allPods().forEach(pod -> cluster.deleteSlice(pod.name()));
    }
  }

  /** Some or all that went wrong is over. */
  void mend() {
    cluster.completeness(Completeness.COMPLETE);
    if (random.nextInt(3) == 0) {
      cluster.restoreSlices();
    }
    if (random.nextInt(3) == 0) {
      mendAll();
    }
  }

  void mendAll() {
    cluster.seeAllAgain();
    operator.fabric().tell(Shop.wan());
    operator.fabric().tell(TargetProfile.unlimited(operator.fabric().profile().commit()));
    operator.fabric().fabric().setReachable(true);
    operator.fabric().fabric().script();
  }

  /** The fabric in the next sync. */
  void weather() {
    operator.fabric().fabric().setReachable(random.nextInt(10) != 0);
    WriteFault fault =
        random.nextInt(5) == 0
            ? WriteFault.failingAfter(random.nextInt(3))
            : random.nextInt(8) == 0 ? WriteFault.answerLost() : WriteFault.clear();
    operator.fabric().fabric().script(fault);
    if (random.nextInt(25) == 0) {
      operator
          .fabric()
          .tell(operator.fabric().profile().withLimit(Limit.RULES, 2 + random.nextInt(6)));
    }
  }

  /** What people decide after a sync. */
  void decide(SyncReport report) {
    if (random.nextInt(12) == 0) {
      String service = someService();
      if (cluster.serviceNames().contains(service)) {
        Optional<String> release =
            report.holds().stream().filter(hold -> random.nextBoolean()).map(Hold::id).findFirst();
        cluster.controls(service, new ServiceControls(release, random.nextInt(4) == 0));
      }
    }
    if (random.nextInt(10) == 0 && !report.holds().isEmpty()) {
      operator.approve(oneOf(report.holds()).id());
    }
    if (random.nextInt(10) == 0) {
      operator.approve("h-00000000");
    }
  }

  void passTime() {
    operator.advance(oneOf(STEPS));
  }
}
