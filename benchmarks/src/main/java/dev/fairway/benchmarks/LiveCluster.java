package dev.fairway.benchmarks;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.PathRule;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.status.StatusListener;
import dev.fairway.k8s.status.StatusSettings;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.runtime.loop.LoopSettings;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * A cluster that Fairway syncs with a fabric, all in this process: an API server, a client that
 * changes the cluster as a controller of Kubernetes would, Fairway with its status writing, and the
 * fabric. No sync is started by the clock alone.
 */
final class LiveCluster implements AutoCloseable {

  private static final Duration NEVER = Duration.ofDays(1);

  private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
  private final KubernetesClient outside = ApiServerClients.client(kubernetes.kubeconfig());
  private final KubernetesClient inside = ApiServerClients.client(kubernetes.kubeconfig());
  private final MockFabric fabric = SyncFixture.newFabric();
  private final EventCounter written = new EventCounter();
  private final EventCounter moved = new EventCounter();
  private final FairwayController fairway;

  private LiveCluster(SeededObjects objects, Duration debounce) {
    ApiServerClients.create(objects, kubernetes.kubeconfig());
    fairway =
        FairwayController.of(inside, SeededObjects.SETTINGS, loop(debounce))
            .status(quick())
            .statusListener(
                new StatusListener() {
                  @Override
                  public void statusWritten(ServiceKey service) {
                    moved.increment();
                  }
                })
            .build();
  }

  private SyncLoop.Builder loop(Duration debounce) {
    return SyncLoop.over(new NotifyingBackend(fabric.backend(SeededInputs.OWNER), written))
        .settings(
            new LoopSettings(
                debounce,
                Duration.ofSeconds(2),
                NEVER,
                NEVER,
                NEVER,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3)))
        .listener(
            new LoopListener() {
              @Override
              public void stateChanged(LoopState state) {
                moved.increment();
              }
            });
  }

  /** The defaults without a rate limit of Events. */
  private static StatusSettings quick() {
    StatusSettings defaults = StatusSettings.DEFAULTS;
    return new StatusSettings(
        defaults.fieldManager(),
        Duration.ofMinutes(1),
        100_000,
        100_000,
        defaults.writers(),
        defaults.requestTimeout(),
        defaults.firstRetry(),
        defaults.longestRetry(),
        Duration.ZERO,
        0,
        defaults.reportingController(),
        defaults.reportingInstance());
  }

  /** Starts, and waits until the fabric and all statuses are in sync. */
  static LiveCluster start(SeededObjects objects, Duration debounce) throws InterruptedException {
    LiveCluster cluster = new LiveCluster(objects, debounce);
    cluster.fairway.start();
    cluster.written.awaitMore(0);
    cluster.awaitRest();
    return cluster;
  }

  /** Moves the first endpoint of a Service to its other address, or back. */
  void move(SeededService service, boolean away) {
    String address = service.firstAddress(away).addressText();
    outside
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(service.namespace())
        .withName(service.sliceName())
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"replace\",\"path\":\"/endpoints/0/addresses/0\",\"value\":\"%s\"}]"
                .formatted(address));
  }

  /** Waits until the number of writes to the fabric exceeds the given one, and returns it. */
  long awaitWrites(long before) throws InterruptedException {
    return written.awaitMore(before);
  }

  /** The number of writes to the fabric. */
  long writes() {
    return written.count();
  }

  /** The number of started syncs. */
  long syncs() {
    return fairway.loop().state().syncs();
  }

  /** Waits until every change is synced, and every status written. */
  void awaitRest() throws InterruptedException {
    long seen = moved.count();
    while (!rests()) {
      seen = moved.awaitMore(seen);
    }
  }

  private boolean rests() {
    LoopState loop = fairway.loop().state();
    Optional<StatusState> status = fairway.status();
    return loop.phase() == LoopState.Phase.WAITING
        && loop.waitingSince().isEmpty()
        && status.filter(state -> state.waiting() > 0).isEmpty();
  }

  /** Resets the record of requests to the API server. */
  void forgetRequests() {
    kubernetes.forgetRequests();
  }

  /** The number of Fairway's writes to the API server since. */
  long statusWrites() {
    return kubernetes.requests().stream()
        .filter(request -> request.fieldManager().equals(StatusSettings.DEFAULTS.fieldManager()))
        .count();
  }

  /** True where the rules of the fabric cover all these addresses. */
  boolean hasRulesFor(Collection<IpPrefix> addresses) {
    PrefixSet covered =
        PrefixSet.of(
            IpFamily.IPV4,
            fabric.rules(SeededInputs.OWNER).stream()
                .map(PathRule::match)
                .flatMap(match -> match.destination().stream())
                .flatMap(set -> set.prefixes().stream())
                .toList());
    return addresses.stream().allMatch(covered::contains);
  }

  @Override
  public void close() {
    fairway.close();
    inside.close();
    outside.close();
    kubernetes.close();
  }
}
