package dev.fairway.demo;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.metrics.OperatorMetrics;
import dev.fairway.operator.run.ControllerStarter.ControllerInstance;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopSettings;
import dev.fairway.runtime.loop.SyncLoop;
import dev.fairway.spi.SdwanBackend;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The whole operator on the demo's API server and fabric, with default settings but shorter waits,
 * limits of losses and gains included. Its syncs are queued for the thread that plays the story.
 */
final class DemoOperator implements SyncListener, AutoCloseable {

  /** The wait for further changes before a sync. */
  static final Duration DEBOUNCE = Duration.ofMillis(10);

  private static final LoopSettings LOOP =
      new LoopSettings(
          DEBOUNCE,
          DEBOUNCE.multipliedBy(10),
          LoopSettings.DEFAULTS.resync(),
          LoopSettings.DEFAULTS.inventoryInterval(),
          LoopSettings.DEFAULTS.lookInterval(),
          LoopSettings.DEFAULTS.firstRetry(),
          LoopSettings.DEFAULTS.longestRetry(),
          LoopSettings.DEFAULTS.grace());

  final DemoCluster cluster;
  final DemoWan wan;
  final LongSupplier nanos;
  final LatestSync latest = new LatestSync(System::nanoTime);
  final OperatorMetrics metrics = new OperatorMetrics("demo", () -> true, () -> false);
  final FairwayController controller;
  final FairwayInstance instance;

  /** The number of the next sync that begins, from 0. */
  final AtomicInteger begun = new AtomicInteger();

  private final SdwanBackend backend;
  private final SdwanBackend plannerBackend;
  private final BlockingQueue<RecordedSync> queue = new LinkedBlockingQueue<>();
  private final List<RecordedSync> untaken = new ArrayList<>();
  private volatile Consumer<RecordedSync> consumer = queue::add;
  private FleetSnapshot fleet = FleetSnapshot.of();
  private long writesBefore;
  private long nanosBefore;

  /**
   * One sync.
   *
   * @param number of the sync, from 0
   * @param fleet the snapshot that it read
   * @param report its result
   * @param writes the number of writes that the fabric received meanwhile
   * @param took the time from its start to its report
   */
  record RecordedSync(
      int number, FleetSnapshot fleet, SyncReport report, long writes, Duration took) {

    /** The steps of its plan; none where the fabric could not be read. */
    List<PlanStep> steps() {
      return report.planned().map(PlannedSync::plan).map(Plan::steps).orElse(List.of());
    }
  }

  /**
   * The reaction of the operator to one event of the story: one sync mostly, more where several
   * changes reached it one after another.
   *
   * @param scene the number of the scene
   * @param occasion the event, in words
   * @param syncs in order, at least one; the last one read the cluster as it is
   * @param delay from the event to the end of the last sync
   */
  record DemoSync(int scene, String occasion, List<RecordedSync> syncs, Duration delay) {

    RecordedSync last() {
      return syncs.get(syncs.size() - 1);
    }

    /** The result of the last sync. */
    SyncReport report() {
      return last().report();
    }

    /** The steps of every plan, in order. */
    List<PlanStep> steps() {
      return syncs.stream().flatMap(sync -> sync.steps().stream()).toList();
    }

    /** The number of writes that the fabric received. */
    long writes() {
      return syncs.stream().mapToLong(RecordedSync::writes).sum();
    }

    /** The time of the syncs that had steps; of the last one where none had. */
    Duration took() {
      return syncs.stream()
          .filter(sync -> !sync.steps().isEmpty())
          .map(RecordedSync::took)
          .reduce(Duration::plus)
          .orElse(last().took());
    }
  }

  /**
   * An operator that is not started.
   *
   * @param nanos nanoseconds that only grow
   */
  DemoOperator(DemoCluster cluster, DemoWan wan, LongSupplier nanos) {
    this.cluster = cluster;
    this.wan = wan;
    this.nanos = nanos;
    OwnerId owner = new OwnerId(DemoCluster.NAME);
    this.backend = wan.backend().apply(owner);
    this.plannerBackend = wan.backend().apply(owner);
    KubernetesClient client = cluster.newClient();
    SyncLoop.Builder loop =
        SyncLoop.over(backend)
            .syncListener(this)
            .syncListener(latest)
            .syncListener(metrics.syncs())
            .settings(LOOP);
    this.controller =
        FairwayController.of(client, ClusterSettings.of(DemoCluster.NAME), loop).build();
    this.instance = new ControllerInstance(client, controller);
  }

  /** The plan of a sync on the cluster as it is now. Only reads. */
  PlannedSync plan() {
    return PolicySync.with(plannerBackend).prepare(FleetSnapshot.of(cluster.snapshot()));
  }

  @Override
  public void syncStarted(String correlationId, FleetSnapshot snapshot) {
    writesBefore = wan.writes().getAsLong();
    nanosBefore = nanos.getAsLong();
    fleet = snapshot;
    begun.incrementAndGet();
  }

  @Override
  public void syncEnded(SyncReport report, Duration took) {
    consumer.accept(
        new RecordedSync(
            begun.get() - 1,
            fleet,
            report,
            wan.writes().getAsLong() - writesBefore,
            Duration.ofNanos(nanos.getAsLong() - nanosBefore)));
  }

  /** Hands every later sync to a consumer, in the thread of the sync, instead of queueing it. */
  void onSync(Consumer<RecordedSync> listener) {
    consumer = listener;
  }

  /**
   * Takes syncs from the queue up to one that matches, and waits for it.
   *
   * @param first the number of the first sync that may match
   * @return the syncs in order, the last of them matches; empty where none does in time, or the
   *     thread is interrupted
   */
  List<RecordedSync> take(int first, Predicate<RecordedSync> match, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (true) {
        RecordedSync next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          return List.of();
        }
        untaken.add(next);
        if (next.number() >= first && match.test(next)) {
          List<RecordedSync> taken = List.copyOf(untaken);
          untaken.clear();
          return taken;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /**
   * Ends. The API server goes first: a client that cuts off a watch itself may break while it still
   * reads from it.
   */
  @Override
  public void close() {
    controller.loop().close();
    cluster.api.goAway();
    instance.close();
    backend.close();
    plannerBackend.close();
    metrics.close();
  }
}
