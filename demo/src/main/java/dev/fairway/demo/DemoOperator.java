package dev.fairway.demo;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.demo.DemoSync.RecordedSync;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.operator.instance.FairwayInstance;
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
 * safety gate included. Its syncs are queued for the thread that plays the story.
 */
final class DemoOperator implements SyncListener, AutoCloseable {

  /** The wait for further changes before a sync. */
  static final Duration DEBOUNCE = Duration.ofMillis(10);

  private static final OwnerId OWNER = new OwnerId(DemoCluster.NAME);
  private static final LoopSettings LOOP =
      new LoopSettings(
          DEBOUNCE,
          DEBOUNCE.multipliedBy(10),
          LoopSettings.DEFAULTS.resync(),
          LoopSettings.DEFAULTS.inventoryInterval(),
          LoopSettings.DEFAULTS.firstRetry(),
          LoopSettings.DEFAULTS.longestRetry(),
          LoopSettings.DEFAULTS.grace());

  final FairwayController controller;
  final FairwayInstance instance;

  private final DemoCluster cluster;
  private final DemoWan wan;
  private final LongSupplier nanos;
  private final SdwanBackend backend;
  private final SdwanBackend plannerBackend;
  private final PolicySync planner;
  private final BlockingQueue<RecordedSync> queue = new LinkedBlockingQueue<>();
  private final List<RecordedSync> untaken = new ArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private volatile Consumer<RecordedSync> consumer = queue::add;
  private FleetSnapshot fleet = FleetSnapshot.of();
  private long writesBefore;
  private long nanosBefore;

  /**
   * An operator that is not started.
   *
   * @param nanos nanoseconds that only grow
   * @param listeners further listeners of its syncs
   */
  DemoOperator(DemoCluster cluster, DemoWan wan, LongSupplier nanos, List<SyncListener> listeners) {
    this.cluster = cluster;
    this.wan = wan;
    this.nanos = nanos;
    this.backend = wan.backend().apply(OWNER);
    this.plannerBackend = wan.backend().apply(OWNER);
    this.planner = PolicySync.with(plannerBackend);
    KubernetesClient client = cluster.newClient();
    SyncLoop.Builder loop = SyncLoop.over(backend).syncListener(this).settings(LOOP);
    listeners.forEach(loop::syncListener);
    this.controller =
        FairwayController.of(client, ClusterSettings.of(DemoCluster.NAME), loop).build();
    this.instance = new ControllerInstance(client, controller);
  }

  /** The plan of a sync on a cluster. Only reads. */
  PlannedSync plan(ClusterSnapshot snapshot) {
    return planner.prepare(FleetSnapshot.of(snapshot));
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

  /** The number of the next sync that begins, from 0. */
  int nextSync() {
    return begun.get();
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
  }
}
