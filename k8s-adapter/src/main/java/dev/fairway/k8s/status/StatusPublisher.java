package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.k8s.status.WorkQueue.Item;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The publisher of what syncs came to: writes the conditions {@link Condition#ACCEPTED} and {@link
 * Condition#PROGRAMMED} of Services, each only when it changes, and Events, in threads of its own.
 * A sync waits for the texts of newly accepted intents, with a bound; all else is queued behind it,
 * the newest of each Service, and retried until it is written or the Service is gone.
 *
 * <p>Syncs call from one thread; the other methods may be called from any.
 */
public final class StatusPublisher implements SyncListener, AutoCloseable {

  private final StatusSettings settings;
  private final StatusWorker statuses;
  private final EventWorker events;
  private final StatusListener listener;
  private final Clock clock;
  private final LongSupplier nanoClock;
  private final SyncEvents syncEvents = new SyncEvents();

  /** Of the Services in the last snapshot: a Service made anew since then is another one. */
  private final Map<ServiceKey, String> snapshotUids = new ConcurrentHashMap<>();

  private final List<QueueWorker<?, ?>> workers;

  /**
   * A publisher whose threads run until it is closed.
   *
   * @param client of the caller, who closes it after this publisher
   * @param shown what the API server showed last of a Service; called from several threads
   * @param mayWrite whether this process is the leader; called before each write, from several
   *     threads; always false in a dry run
   * @param listener for metrics
   */
  public StatusPublisher(
      KubernetesClient client,
      StatusSettings settings,
      Function<ServiceKey, Optional<ServiceStatusView>> shown,
      BooleanSupplier mayWrite,
      StatusListener listener) {
    this(
        client,
        settings,
        shown,
        mayWrite,
        listener,
        new EventWorker(
            settings,
            new EventWriter(client, settings, Clock.systemUTC())::write,
            mayWrite,
            listener,
            System::nanoTime));
    start();
  }

  private StatusPublisher(
      KubernetesClient client,
      StatusSettings settings,
      Function<ServiceKey, Optional<ServiceStatusView>> shown,
      BooleanSupplier mayWrite,
      StatusListener listener,
      EventWorker events) {
    this(
        settings,
        new StatusWorker(
            settings,
            new StatusWriter(client, settings)::write,
            shown,
            mayWrite,
            listener,
            System::nanoTime,
            event -> events.put(List.of(event))),
        events,
        listener,
        Clock.systemUTC(),
        System::nanoTime);
  }

  /** A publisher whose queues are processed by the caller until it is started. */
  StatusPublisher(
      StatusSettings settings,
      StatusWorker statuses,
      EventWorker events,
      StatusListener listener,
      Clock clock,
      LongSupplier nanoClock) {
    this.settings = settings;
    this.statuses = statuses;
    this.events = events;
    this.listener = listener;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.workers = List.of(statuses, events);
  }

  void start() {
    workers.forEach(QueueWorker::start);
  }

  /**
   * The canonical text of the intent that was last in force for the Service: what this process
   * applied last while it leads, whatever another writer makes of it; else what is shown.
   */
  public Optional<String> lastGood(ServiceStatusView service) {
    snapshotUids.put(service.key(), service.uid());
    return statuses.applied().lastGood(service);
  }

  /**
   * Takes note of the conditions that the API server shows now, where they changed. Those that
   * another writer removed or changed are written again at once; where it does so again and again,
   * after growing times. Any thread; returns at once.
   */
  public void shown(ServiceStatusView service) {
    statuses.restore(service);
  }

  /**
   * Takes note that another process leads from now on: nothing waits any more, and what is shown
   * counts. Any thread.
   */
  public void standBy() {
    statuses.abandon();
  }

  /** The state of the writing of statuses. */
  public StatusState state() {
    return statuses.state();
  }

  /**
   * Queues the accepted texts that changed, and waits until each was attempted once, at most as
   * long as set; then queues that rules were changed by another writer, because until the sync has
   * ended minutes may pass. Does nothing where the cluster was not read whole: its rules stay as
   * they are.
   */
  @Override
  public void planned(PlannedSync sync) {
    syncEvents.begin();
    if (!sync.isComplete() || !statuses.isOpen()) {
      return;
    }
    List<Item<ServiceKey, StatusWrite>> items = new ArrayList<>();
    sync.accepted()
        .forEach(
            (service, accepted) -> {
              Optional<ServiceStatusView> view = shown(service);
              view.ifPresent(
                  old -> syncEvents.recordBefore(service, statuses.applied().newest(old)));
              view.flatMap(old -> update(old, List.of(accepted))).ifPresent(items::add);
            });
    await(items);
    sync.driftedConditions()
        .forEach(
            (service, condition) ->
                shown(service).ifPresent(view -> update(view, List.of(condition))));
  }

  private void await(List<Item<ServiceKey, StatusWrite>> items) {
    long end = nanoClock.getAsLong() + settings.acceptedWait().toNanos();
    try {
      for (Item<ServiceKey, StatusWrite> item : items) {
        if (!item.settled().await(end - nanoClock.getAsLong(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Queues the conditions that changed. Where the cluster was read whole and planned for, those of
   * Services that ask for nothing any more are removed; else it is not known that they do not.
   */
  @Override
  public void syncEnded(SyncReport report, Duration took) {
    report
        .planned()
        .filter(PlannedSync::isComplete)
        .ifPresent(sync -> snapshotUids.keySet().retainAll(keys(sync)));
    if (report.dryRun() || !statuses.isOpen()) {
      return;
    }
    events.put(syncEvents.of(report, this::shown, statuses.applied()::newest));
    boolean whole = report.completeness() == Completeness.COMPLETE;
    for (ServiceStatus status : report.services().values()) {
      shown(status.service())
          .ifPresent(
              view ->
                  update(
                      view, whole ? status.conditions() : List.of(status.programmedCondition())));
    }
    report.planned().filter(PlannedSync::isComplete).ifPresent(this::tidy);
  }

  private Optional<ServiceStatusView> shown(ServiceKey service) {
    return statuses
        .shown(service)
        .filter(view -> !view.deleting())
        .filter(view -> view.uid().equals(snapshotUids.getOrDefault(service, view.uid())));
  }

  private Optional<Item<ServiceKey, StatusWrite>> update(
      ServiceStatusView service, List<Condition> conditions) {
    List<StoredCondition> current = statuses.applied().newest(service);
    Optional<Item<ServiceKey, StatusWrite>> item =
        ConditionChange.of(
                current, fitting(service, conditions), service.generation(), clock.instant())
            .map(
                next ->
                    statuses.put(
                        service,
                        next,
                        !StoredCondition.acceptedText(next)
                            .equals(StoredCondition.acceptedText(current))));
    if (item.isEmpty()) {
      statuses.applied().confirmed(service);
      statuses.restore(service);
    }
    return item;
  }

  private List<Condition> fitting(ServiceStatusView service, List<Condition> conditions) {
    List<Condition> fitting = conditions.stream().filter(ConditionChange::fits).toList();
    if (fitting.size() < conditions.size()) {
      listener.acceptedTooLong(service.key());
    }
    return fitting;
  }

  private void tidy(PlannedSync sync) {
    List<ResolvedService> services = sync.cluster().services();
    services.stream()
        .filter(service -> service.declaration() instanceof Declaration.Absent)
        .flatMap(service -> shown(service.key()).stream())
        .filter(view -> !statuses.applied().newest(view).isEmpty())
        .forEach(view -> statuses.put(view, List.of(), false));
    statuses.applied().retain(keys(sync)::contains);
  }

  private static Set<ServiceKey> keys(PlannedSync sync) {
    return sync.cluster().services().stream().map(ResolvedService::key).collect(Collectors.toSet());
  }

  /** Writes what still waits, as long as set, and ends the threads. Can be called twice. */
  @Override
  public void close() {
    long end = System.nanoTime() + settings.drain().toNanos();
    for (QueueWorker<?, ?> worker : workers) {
      worker.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }
}
