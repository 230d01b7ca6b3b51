package dev.fairway.k8s.controller;

import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopSettings;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import dev.fairway.runtime.safety.SafetyReview;
import dev.fairway.spi.SdwanBackend;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A cluster on an API server, a fabric of two sites, and Fairway between them, whose loop has the
 * test's time. Addresses have numbers: even ones are at site 100, odd ones at site 200.
 */
final class SafetyFixture implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final EmbeddedKubernetes api = EmbeddedKubernetes.start();
  private final SafetyObjects objects = new SafetyObjects(api);
  private final MockFabricFixture fabric = new MockFabricFixture(Commit.PER_STEP);
  private final SteppedLoopClock clock = new SteppedLoopClock();
  private final List<SyncReport> reports = new CopyOnWriteArrayList<>();
  private final List<String> decisions = new CopyOnWriteArrayList<>();
  private final Duration debounce;
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

  SafetyFixture() {
    this(Duration.ZERO);
  }

  SafetyFixture(Duration debounce) {
    this.debounce = debounce;
  }

  /** The address with a number. */
  static String address(int number) {
    return "10." + (1 + number % 2) + "." + number / 200 + "." + (1 + number % 200);
  }

  EmbeddedKubernetes api() {
    return api;
  }

  SafetyObjects objects() {
    return objects;
  }

  /** Fairway starts; returns when it has synced what it read. */
  SyncReport open() {
    return open(api);
  }

  /** Fairway starts with the kubeconfig of that API server. */
  SyncReport open(EmbeddedKubernetes cluster) {
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
            .build();
    SdwanBackend backend = fabric.open();
    FairwayController controller =
        FairwayController.of(
                client,
                settings(),
                SyncLoop.over(backend)
                    .clock(clock)
                    .settings(times())
                    .options(SyncOptions.builder().listener(new Recording()).build()))
            .start();
    process = Optional.of(new Process(client, backend, controller));
    Awaitility.await().atMost(LONG).until(() -> controller.watches().read());
    return advance(Duration.ZERO);
  }

  private static ClusterSettings settings() {
    return new ClusterSettings(
        MockFabricFixture.OWNER.value(),
        Optional.empty(),
        MockFabricFixture.OWNER,
        List.of(network("10.1.0.0/16"), network("10.2.0.0/16")),
        ClusterSettings.DEFAULT_SITE_LABEL,
        Optional.empty(),
        Datapath.NATIVE,
        AddressCoverage.PODS_AND_VIPS,
        IntentOptions.DEFAULT);
  }

  private static Network network(String prefix) {
    return new Network(IpPrefix.parse(prefix), Segment.DEFAULT, Optional.empty());
  }

  private LoopSettings times() {
    Duration day = Duration.ofDays(1);
    return new LoopSettings(
        debounce, debounce, day, day, day, Duration.ofSeconds(1), Duration.ofSeconds(1), LONG);
  }

  private final class Recording implements SyncListener {
    @Override
    public void syncEnded(SyncReport report, Duration took) {
      reports.add(report);
      decisions.add(decisions(0, 500));
    }
  }

  /** Fairway ends, and writes what it still has to say. */
  void shut() {
    process.ifPresent(Process::end);
    process = Optional.empty();
  }

  private SyncLoop loop() {
    return process.orElseThrow().controller().loop();
  }

  /** Time passes for the loop; returns after a sync that began after that. */
  SyncReport advance(Duration time) {
    long before = loop().state().syncs();
    clock.advance(time);
    loop().changedUrgently();
    return rest("a sync", state -> state.syncs() > before);
  }

  /** Waits, while no time passes for the loop, until the last sync has ended and is like that. */
  SyncReport until(String what, Predicate<SyncReport> like) {
    return rest(what, state -> state.last().filter(like).isPresent());
  }

  /** Waits for a state between two syncs; the report of the last one. */
  private SyncReport rest(String what, Predicate<LoopState> like) {
    try {
      return Awaitility.await(what)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .atMost(LONG)
          .until(
              () -> loop().state(),
              state -> state.phase() == LoopState.Phase.WAITING && like.test(state))
          .last()
          .orElseThrow();
    } catch (ConditionTimeoutException never) {
      throw new AssertionError(what + " never came; the loop: " + loop().state(), never);
    }
  }

  /** Waits until these addresses are the only ones below 500 with a rule, and nothing waits. */
  SyncReport untilCovered(int first, int last) {
    return until(
        "rules for exactly " + first + " to " + last,
        report ->
            report.succeeded()
                && retained(report) == 0
                && covered(first, last) == last - first + 1
                && covered(0, 499) == last - first + 1);
  }

  static int retained(SyncReport report) {
    return report.safety().map(SafetyReview::retained).orElse(List.of()).size();
  }

  /** The reports of every sync so far. */
  List<SyncReport> reports() {
    return reports;
  }

  /** What became of packets to each address after every sync since the last call, each once. */
  List<String> newDecisions() {
    List<String> seen = decisions.stream().distinct().toList();
    decisions.clear();
    return seen;
  }

  /** What becomes of a packet to each of these addresses. */
  String decisions(int first, int last) {
    DesiredPolicy policy = new DesiredPolicy(fabric.rules());
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> decide(policy, number).map(PathRule::treatment).toString())
        .collect(Collectors.joining("\n"));
  }

  /** How many of these addresses have a rule on the fabric. */
  long covered(int first, int last) {
    DesiredPolicy policy = new DesiredPolicy(fabric.rules());
    return IntStream.rangeClosed(first, last)
        .filter(number -> decide(policy, number).isPresent())
        .count();
  }

  /** The rule for a request from the other site to port 8080 of an address. */
  private static Optional<PathRule> decide(DesiredPolicy policy, int number) {
    String client = number % 2 == 0 ? "10.2.250.1" : "10.1.250.1";
    Flow request =
        new Flow(
            Segment.DEFAULT,
            IpPrefix.parse(client),
            IpPrefix.parse(address(number)),
            IpProtocol.TCP,
            40_000,
            8080);
    return policy.decide(request, new SiteId(number % 2 == 0 ? "200" : "100"));
  }

  @Override
  public void close() {
    shut();
    objects.close();
    api.close();
    fabric.close();
  }
}
