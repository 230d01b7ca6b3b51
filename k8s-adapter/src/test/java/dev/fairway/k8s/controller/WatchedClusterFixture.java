package dev.fairway.k8s.controller;

import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.Network;
import dev.fairway.embedded.ApiVerb;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.embedded.RecordedRequest;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.status.StatusSettings;
import dev.fairway.k8s.watch.WatchOptions;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopSettings;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import dev.fairway.runtime.safety.Hold;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.SdwanBackend;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/**
 * An API server, its other writers, a fabric, and Fairway between them, which can be closed and
 * opened again over the same two.
 */
final class WatchedClusterFixture implements AutoCloseable {

  static final SafetySettings NO_LIMITS = SafetySettings.OFF;
  static final Duration STALE_AFTER = Duration.ofMillis(300);

  private static final ClusterSettings CLUSTER =
      new ClusterSettings(
          MockFabricFixture.OWNER.value(),
          Optional.empty(),
          MockFabricFixture.OWNER,
          List.of(network("10.0.0.0/8"), network("fd00::/16")),
          ClusterSettings.DEFAULT_SITE_LABEL,
          Optional.empty(),
          Datapath.NATIVE,
          AddressCoverage.PODS_AND_VIPS,
          IntentOptions.DEFAULT);

  static final LoopSettings HASTY =
      new LoopSettings(
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          Duration.ofSeconds(2));

  private static final StatusSettings STATUS =
      new StatusSettings(
          "fairway",
          Duration.ofMillis(200),
          100_000,
          100_000,
          2,
          Duration.ofSeconds(2),
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          Duration.ofSeconds(1),
          50,
          "fairway.dev/operator",
          "fairway");

  private static final Set<ApiVerb> READING = EnumSet.of(ApiVerb.GET, ApiVerb.LIST, ApiVerb.WATCH);

  private final EmbeddedKubernetes api = EmbeddedKubernetes.start();
  private final ControllerFaultInjector faults = new ControllerFaultInjector(api);
  private final FabricFixture target;
  private final LoopSettings loop;
  private final LastGoodCandidates lastGood =
      new LastGoodCandidates(
          objects ->
              resolve(KubernetesObjects.of(objects)).clusters().get(MockFabricFixture.OWNER));
  private final ClusterWriters writers = new ClusterWriters(newClient(), lastGood::seen);
  private final List<SyncReport> reports = new CopyOnWriteArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final SafetySettings safety;
  private Optional<Process> process = Optional.empty();

  /** Fairway while it runs. */
  private record Process(
      KubernetesClient client, SdwanBackend backend, FairwayController controller) {

    void end() {
      controller.close();
      backend.close();
      client.close();
    }
  }

  WatchedClusterFixture(Commit commit, SafetySettings safety) {
    this(commit, safety, HASTY);
  }

  WatchedClusterFixture(Commit commit, SafetySettings safety, LoopSettings loop) {
    this(new MockFabricFixture(commit), safety, loop);
  }

  /** A fixture over another SD-WAN, which it closes. */
  WatchedClusterFixture(FabricFixture target, SafetySettings safety, LoopSettings loop) {
    this.target = target;
    this.loop = loop;
    this.safety = safety;
  }

  private static Network network(String prefix) {
    return new Network(IpPrefix.parse(prefix), Segment.DEFAULT, Optional.empty());
  }

  private KubernetesClient newClient() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(api.url().toString())
            .withOnlyHttpWatches(true)
            .withRequestRetryBackoffInterval(2)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** Fairway starts. */
  void open() {
    KubernetesClient client = newClient();
    SdwanBackend backend = target.open();
    SyncOptions options =
        SyncOptions.builder()
            .safety(safety)
            .deadline(target.deadline())
            .listener(new Remembering())
            .build();
    FairwayController controller =
        FairwayController.of(
                client, CLUSTER, SyncLoop.over(backend).settings(loop).options(options))
            .watch(new WatchOptions(4, STALE_AFTER, Duration.ofMillis(2), System::nanoTime))
            .status(STATUS)
            .start();
    process = Optional.of(new Process(client, backend, controller));
  }

  private final class Remembering implements SyncListener {
    @Override
    public void syncEnded(SyncReport report, Duration took) {
      reports.add(report);
    }
  }

  /** Fairway ends, and writes what it still has to say. */
  void shut() {
    process.ifPresent(Process::end);
    process = Optional.empty();
  }

  void restart() {
    record("Fairway starts anew");
    shut();
    open();
  }

  /** An administrator approves a hold. */
  void approve(Hold hold) {
    record("hold " + hold.id() + " is approved: " + hold.sentence());
    loop().approve(hold.id(), "an administrator");
  }

  /** One more sync, to its end. */
  void passAgain() {
    long before = loop().state().syncs();
    loop().changed();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(2))
        .until(
            () ->
                loop().state().syncs() > before
                    && loop().state().phase() == LoopState.Phase.WAITING);
  }

  FairwayController controller() {
    return process.orElseThrow().controller();
  }

  SyncLoop loop() {
    return controller().loop();
  }

  /** The reports of every sync of every process. */
  List<SyncReport> reports() {
    return reports;
  }

  EmbeddedKubernetes api() {
    return api;
  }

  ClusterWriters writers() {
    return writers;
  }

  /** The SD-WAN, whatever it is. */
  FabricFixture target() {
    return target;
  }

  /** The SD-WAN where it is the mock. */
  MockFabricFixture fabric() {
    return (MockFabricFixture) target;
  }

  ControllerFaultInjector faults() {
    return faults;
  }

  LastGoodCandidates lastGood() {
    return lastGood;
  }

  /** Everything is well again. What was edited by hand only shows to who looks. */
  void clear() {
    record("the faults end");
    faults.clear();
    if (target.clear()) {
      passAgain();
    }
  }

  /** The requests since they were forgotten that change something. */
  List<RecordedRequest> writes() {
    return api.requests().stream().filter(request -> !READING.contains(request.verb())).toList();
  }

  /** What the API's objects ask for, read plainly. */
  ResolvedFleet asked() {
    return resolve(KubernetesObjects.of(writers.everything()));
  }

  /** What objects ask for. */
  ResolvedFleet resolve(KubernetesObjects objects) {
    return Resolver.resolve(
        FleetSnapshot.of(new ClusterMapper(CLUSTER).snapshot(objects, 1)),
        target.inventory(),
        target.profile());
  }

  /** Remembers what happened. */
  void record(String step) {
    steps.add(step);
  }

  /** All that happened, for whom it may concern. */
  String history() {
    return "\nafter\n  " + String.join("\n  ", steps);
  }

  @Override
  public void close() {
    faults.clear();
    shut();
    writers.close();
    api.close();
    target.close();
  }
}
