package dev.fairway.runtime.safety;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An operator of a {@link SafetyCluster}, with a clock that a test moves. */
final class SafetyOperator {

  private final SafetyCluster cluster;
  private final ToldFabric fabric;
  private Duration now = Duration.ofHours(1);
  private SafetySettings settings = SafetySettings.DEFAULTS;
  private PolicySync sync;

  SafetyOperator(SafetyCluster cluster) {
    this(cluster, new ToldFabric(Commit.PER_STEP));
  }

  SafetyOperator(SafetyCluster cluster, ToldFabric fabric) {
    this.cluster = cluster;
    this.fabric = fabric;
    this.sync = PolicySync.with(fabric);
  }

  ToldFabric fabric() {
    return fabric;
  }

  Duration now() {
    return now;
  }

  SafetySettings settings() {
    return settings;
  }

  SafetyOperator settings(SafetySettings others) {
    settings = others;
    return this;
  }

  SafetyOperator advance(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** The process ends, and another one starts over the same fabric. */
  void restart() {
    cluster.forgetDepartures();
    sync = PolicySync.with(fabric);
  }

  void approve(String hold) {
    sync.approve(hold, "alice");
  }

  /** A sync of the cluster as it is read now; its statuses are written. */
  SyncReport sync() {
    return sync(cluster.read());
  }

  SyncReport sync(FleetSnapshot fleet) {
    sync =
        sync.using(
            SyncOptions.builder()
                .safety(settings)
                .podLookup(cluster)
                .nanoClock(() -> now.toNanos())
                .build());
    SyncReport report = sync.run(fleet);
    cluster.keepAccepted(report);
    return report;
  }

  List<PathRule> rules() {
    return fabric.fabric().rules(Shop.OWNER);
  }

  DesiredPolicy policy() {
    return new DesiredPolicy(rules());
  }

  /** What becomes of a packet from the other site to port 8080 of an address. */
  Optional<Treatment> towards(IpPrefix address) {
    return towards(policy(), address);
  }

  static Optional<Treatment> towards(DesiredPolicy policy, IpPrefix address) {
    return policy.decide(request(address), entry(address)).map(PathRule::treatment);
  }

  boolean covers(IpPrefix address) {
    return towards(address).isPresent();
  }

  boolean covers(int number) {
    return covers(SafetyCluster.address(number));
  }

  /** How many of these addresses have a rule. */
  long covered(int first, int last) {
    DesiredPolicy policy = policy();
    return IntStream.rangeClosed(first, last)
        .mapToObj(SafetyCluster::address)
        .filter(address -> towards(policy, address).isPresent())
        .count();
  }

  static SiteId entry(IpPrefix address) {
    return new SiteId(SafetyCluster.site(address).value().equals("100") ? "200" : "100");
  }

  static Flow request(IpPrefix address) {
    String client = SafetyCluster.site(address).value().equals("100") ? "10.2.250.1" : "10.1.250.1";
    return new Flow(Segment.DEFAULT, IpPrefix.parse(client), address, IpProtocol.TCP, 40_000, 8080);
  }
}
