package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.status.WriteQueue.Job;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Writes what passes come to onto the Services: the conditions {@link Condition#ACCEPTED} and
 * {@link Condition#PROGRAMMED}, each only when it changes, in threads of its own. A pass waits for
 * the texts of newly accepted intents, and not for long; all else goes out behind it, the newest
 * word on each Service first come, and is tried again until it is written or the Service is gone.
 *
 * <p>Passes call from one thread; the rest may be asked from any.
 */
public final class StatusPublisher implements SyncListener, AutoCloseable {

  private final StatusSettings settings;
  private final StatusWorker desk;
  private final EventWorker eventDesk;
  private final StatusListener listener;
  private final Clock clock;
  private final LongSupplier nanoClock;
  private final SyncEvents events = new SyncEvents();
  private final List<WorkerThreads> threads;

  /**
   * A publisher whose threads run until it is closed.
   *
   * @param client of the caller, who closes it after this publisher
   * @param shown what the API server showed last of a Service; asked from several threads
   * @param mayWrite whether this process acts; asked before each write, from several threads. A
   *     process that only tries things out never says yes
   * @param listener of the figures
   */
  public StatusPublisher(
      KubernetesClient client,
      StatusSettings settings,
      Function<ServiceKey, Optional<StoredService>> shown,
      BooleanSupplier mayWrite,
      StatusListener listener) {
    this(
        settings,
        new StatusWorker(
            settings,
            new ServerSideApplyWriter(client, settings),
            shown,
            mayWrite,
            listener,
            System::nanoTime),
        new EventWorker(
            settings,
            new EventsV1Writer(client, settings, Clock.systemUTC()),
            mayWrite,
            listener,
            System::nanoTime),
        listener,
        Clock.systemUTC(),
        System::nanoTime);
    start();
  }

  /** One whose desks are cleared by the caller until it is started. */
  StatusPublisher(
      StatusSettings settings,
      StatusWorker desk,
      EventWorker eventDesk,
      StatusListener listener,
      Clock clock,
      LongSupplier nanoClock) {
    this.settings = settings;
    this.desk = desk;
    this.eventDesk = eventDesk;
    this.listener = listener;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.threads =
        List.of(
            new WorkerThreads(desk, "fairway-status", settings.writers()),
            new WorkerThreads(eventDesk, "fairway-events", 1));
  }

  void start() {
    threads.forEach(WorkerThreads::start);
  }

  /**
   * The canonical text of the intent that was last in force for the Service, for the one who reads
   * it: our own newest until the API server shows it, or something newer.
   */
  public Optional<String> lastGood(StoredService service) {
    return desk.overlay().lastGood(service);
  }

  /** How far the writing is. */
  public StatusState state() {
    return desk.state();
  }

  /**
   * Has the accepted texts written that changed, and waits until each was tried once, at most as
   * long as set. Does nothing where the cluster was not read whole: its rules stay as they are.
   */
  @Override
  public void planned(PlannedSync pass) {
    events.begin();
    if (!pass.isComplete() || !desk.isOpen()) {
      return;
    }
    List<Job> jobs = new ArrayList<>();
    pass.accepted()
        .forEach(
            (service, accepted) ->
                shown(service).flatMap(there -> accept(there, accepted)).ifPresent(jobs::add));
    await(jobs);
  }

  private Optional<Job> accept(StoredService service, Condition accepted) {
    events.had(service.key(), desk.overlay().newest(service));
    return tell(service, List.of(accepted));
  }

  private void await(List<Job> jobs) {
    long end = nanoClock.getAsLong() + settings.acceptedWait().toNanos();
    try {
      for (Job job : jobs) {
        if (!job.settled().await(end - nanoClock.getAsLong(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has the conditions written that changed. Where the cluster was read whole and planned for,
   * those of Services that ask for nothing any more go; else nobody knows that they do not.
   */
  @Override
  public void syncEnded(SyncReport report, Duration took) {
    if (report.dryRun() || !desk.isOpen()) {
      return;
    }
    eventDesk.put(events.of(report, this::shown, desk.overlay()::newest));
    boolean whole = report.completeness() == Completeness.COMPLETE;
    for (ServiceStatus status : report.services().values()) {
      shown(status.service())
          .ifPresent(
              there ->
                  tell(there, whole ? status.conditions() : List.of(status.programmedCondition())));
    }
    report.planned().filter(PlannedSync::isComplete).ifPresent(this::tidy);
  }

  private Optional<StoredService> shown(ServiceKey service) {
    return desk.shown(service).filter(there -> !there.deleting());
  }

  private Optional<Job> tell(StoredService service, List<Condition> conditions) {
    List<StoredCondition> current = desk.overlay().newest(service);
    return ConditionChange.of(
            current, fitting(service, conditions), service.generation(), clock.instant())
        .map(
            next ->
                desk.put(
                    service,
                    next,
                    !StatusWrite.acceptedText(next).equals(StatusWrite.acceptedText(current))));
  }

  private List<Condition> fitting(StoredService service, List<Condition> conditions) {
    List<Condition> fitting = conditions.stream().filter(ConditionChange::fits).toList();
    if (fitting.size() < conditions.size()) {
      listener.acceptedTooLong(service.key());
    }
    return fitting;
  }

  private void tidy(PlannedSync pass) {
    List<ResolvedService> services = pass.cluster().services();
    services.stream()
        .filter(service -> service.declaration() instanceof Declaration.Absent)
        .flatMap(service -> shown(service.key()).stream())
        .filter(there -> !desk.overlay().newest(there).isEmpty())
        .forEach(there -> desk.put(there, List.of(), false));
    Set<ServiceKey> there = services.stream().map(ResolvedService::key).collect(Collectors.toSet());
    desk.overlay().retain(there::contains);
  }

  /** Writes what still waits, as long as set, and ends the threads. Can be called twice. */
  @Override
  public void close() {
    long end = System.nanoTime() + settings.drain().toNanos();
    for (WorkerThreads some : threads) {
      some.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }
}
