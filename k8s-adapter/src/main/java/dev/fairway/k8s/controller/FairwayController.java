package dev.fairway.k8s.controller;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.mapping.LastGoodSource;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.status.StatusListener;
import dev.fairway.k8s.status.StatusPublisher;
import dev.fairway.k8s.status.StatusSettings;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.k8s.watch.ClusterInformers;
import dev.fairway.k8s.watch.WatchOptions;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The controller of one cluster and one fabric: watches the cluster, syncs when it changes, and
 * writes conditions and Events to its Services. For programs that do nothing else, and for
 * controllers that embed it beside their own work.
 *
 * <p>Thread-safe. Has threads of its own, all of them daemons. Closes neither the client nor the
 * backend.
 */
public final class FairwayController implements AutoCloseable {

  private final ClusterInformers snapshots;
  private final Optional<StatusPublisher> publisher;
  private final SyncLoop loop;

  private FairwayController(Builder plan) {
    publisher =
        plan.status.map(
            settings ->
                new StatusPublisher(
                    plan.client, settings, this::stored, this::acts, plan.statusListener));
    InMemoryLastGoodSource memory = new InMemoryLastGoodSource();
    snapshots =
        new ClusterInformers(
            plan.client.getConfiguration(),
            plan.cluster,
            plan.watch,
            publisher.<LastGoodSource>map(writer -> writer::lastGood).orElse(memory),
            status -> publisher.ifPresent(writer -> writer.shown(status)),
            this::changed,
            this::changedUrgently);
    publisher.ifPresent(writer -> plan.loop.listener(new StandbyListener(writer)));
    plan.loop.syncListener(publisher.<SyncListener>map(writer -> writer).orElse(memory));
    plan.loop.podLookup(snapshots.podLookup());
    loop = plan.loop.fleet(() -> FleetSnapshot.of(snapshots.snapshot())).build();
  }

  /**
   * A builder of a controller.
   *
   * @param client reads its configuration for the watches, and writes statuses
   * @param cluster the settings of the cluster
   * @param loop over the backend; its fleet is set by the controller
   */
  public static Builder of(
      KubernetesClient client, ClusterSettings cluster, SyncLoop.Builder loop) {
    return new Builder(client, cluster, loop);
  }

  /** Starts to watch and to sync. Returns at once, also where the API server is away. Once. */
  public void start() {
    loop.start();
    snapshots.start();
  }

  /** The loop: its state, and a way to freeze it, to let it stand by, and to ask the fabric. */
  public SyncLoop loop() {
    return loop;
  }

  /** The state of the watches. */
  public WatchState watches() {
    return snapshots.watches();
  }

  /** The state of the queue of statuses; empty where none are written. */
  public Optional<StatusState> status() {
    return publisher.map(StatusPublisher::state);
  }

  /**
   * Ends the loop as {@link SyncLoop#close} does, then writes the statuses that wait, for as long
   * as set, then stops watching. What is on the fabric stays. Any number of times.
   */
  @Override
  public void close() {
    loop.close();
    publisher.ifPresent(StatusPublisher::close);
    snapshots.close();
  }

  private Optional<ServiceStatusView> stored(ServiceKey service) {
    return snapshots.stored(service);
  }

  /** A standby process leaves the status to the leader. */
  private boolean acts() {
    return loop.leads();
  }

  private void changed() {
    loop.changed();
  }

  private void changedUrgently() {
    loop.changedUrgently();
  }

  /**
   * The listener by which a process that stands by leaves the statuses to the one that leads.
   *
   * @param publisher of the statuses
   */
  private record StandbyListener(StatusPublisher publisher) implements LoopListener {

    @Override
    public void stateChanged(LoopState state) {
      if (state.phase() == LoopState.Phase.STANDBY) {
        publisher.standBy();
      }
    }
  }

  /**
   * The last good intents where no status is written: those that the syncs of this process
   * accepted. Conditions from earlier are ignored, because nothing keeps them up to date.
   */
  private static final class InMemoryLastGoodSource implements LastGoodSource, SyncListener {

    private final Map<ServiceKey, String> texts = new ConcurrentHashMap<>();

    @Override
    public Optional<String> of(ServiceStatusView shown) {
      return Optional.ofNullable(texts.get(shown.key()));
    }

    @Override
    public void syncEnded(SyncReport report, Duration took) {
      if (report.planned().filter(PlannedSync::isComplete).isEmpty()) {
        return;
      }
      texts.keySet().retainAll(report.services().keySet());
      for (ServiceStatus status : report.services().values()) {
        status
            .accepted()
            .ifPresentOrElse(
                text -> texts.put(status.service(), text), () -> texts.remove(status.service()));
      }
    }
  }

  /** The builder of a controller. Not thread-safe. */
  public static final class Builder {

    private final KubernetesClient client;
    private final ClusterSettings cluster;
    private final SyncLoop.Builder loop;
    private WatchOptions watch = WatchOptions.DEFAULT;
    private Optional<StatusSettings> status = Optional.of(StatusSettings.DEFAULTS);
    private StatusListener statusListener = new StatusListener() {};

    private Builder(KubernetesClient client, ClusterSettings cluster, SyncLoop.Builder loop) {
      this.client = client;
      this.cluster = cluster;
      this.loop = loop;
    }

    /** Sets how the cluster is watched. */
    public Builder watch(WatchOptions how) {
      watch = how;
      return this;
    }

    /** Sets how statuses are written. */
    public Builder status(StatusSettings how) {
      status = Optional.of(how);
      return this;
    }

    /**
     * Writes no status. Then the last good intent of a Service whose declaration cannot be used is
     * remembered as long as the controller lives, and no longer.
     */
    public Builder withoutStatus() {
      status = Optional.empty();
      return this;
    }

    /** Sets the listener of the writing of statuses. */
    public Builder statusListener(StatusListener listener) {
      statusListener = listener;
      return this;
    }

    /** The controller; nothing is sent before it is started. */
    public FairwayController build() {
      return new FairwayController(this);
    }

    /** The controller, started. */
    public FairwayController start() {
      FairwayController controller = build();
      controller.start();
      return controller;
    }
  }
}
