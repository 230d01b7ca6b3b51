package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.k8s.status.OverwriteBackoff.Overwrite;
import dev.fairway.k8s.status.WorkQueue.Item;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The worker that writes statuses, and writes them again where another writer changed them. It
 * keeps the work queue and the {@link LastAppliedConditions} in agreement. Thread-safe.
 */
final class StatusWorker extends QueueWorker<ServiceKey, StatusWrite> {

  private final Function<StatusWrite, WriteResult> writer;
  private final Function<ServiceKey, Optional<ServiceStatusView>> shown;
  private final BooleanSupplier mayWrite;
  private final StatusListener listener;
  private final LongSupplier nanoClock;
  private final Consumer<ServiceEvent> events;
  private final StatusLog log;
  private final LastAppliedConditions applied = new LastAppliedConditions();
  private final OverwriteBackoff overwrites = new OverwriteBackoff();
  private long numbers;

  /**
   * A worker that is not started.
   *
   * @param events takes the Event that two writers contest a status
   */
  StatusWorker(
      StatusSettings settings,
      Function<StatusWrite, WriteResult> writer,
      Function<ServiceKey, Optional<ServiceStatusView>> shown,
      BooleanSupplier mayWrite,
      StatusListener listener,
      LongSupplier nanoClock,
      Consumer<ServiceEvent> events) {
    super(
        new WorkQueue<>(
            settings,
            new RequestPacing(
                settings.writers(), settings, Optional.empty(), nanoClock.getAsLong()),
            nanoClock),
        "fairway-status",
        settings.writers());
    this.writer = writer;
    this.shown = shown;
    this.mayWrite = mayWrite;
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.events = events;
    this.log = new StatusLog(nanoClock);
  }

  LastAppliedConditions applied() {
    return applied;
  }

  Optional<ServiceStatusView> shown(ServiceKey service) {
    return shown.apply(service);
  }

  /** False where another process writes: then what waits here, and what was written, is dropped. */
  boolean isOpen() {
    if (mayWrite.getAsBoolean()) {
      return true;
    }
    abandon();
    return false;
  }

  /** Queues the write of the conditions. */
  synchronized Item<ServiceKey, StatusWrite> put(
      ServiceStatusView service, List<StoredCondition> conditions, boolean urgent) {
    return put(service, conditions, urgent, Duration.ZERO);
  }

  private synchronized Item<ServiceKey, StatusWrite> put(
      ServiceStatusView service, List<StoredCondition> conditions, boolean urgent, Duration delay) {
    StatusWrite write = new StatusWrite(++numbers, service.key(), service.uid(), conditions);
    applied.wanted(write);
    return queue().put(service.key(), write, urgent, delay);
  }

  /**
   * Queues what this process last applied, ahead of others, where what is shown lacks it though it
   * was written: another writer sent an older status, or one without it.
   */
  void restore(ServiceStatusView view) {
    if (view.deleting() || !isOpen()) {
      return;
    }
    Optional<Overwrite> overwrite;
    synchronized (this) {
      overwrite = applied.overwritten(view).map(conditions -> put(view, conditions));
    }
    overwrite.ifPresent(
        found -> {
          listener.statusOverwritten(view.key());
          log.overwritten(view.key(), found);
          if (found.isNewContest()) {
            events.accept(ConditionTransitions.contested(view, found.times()));
          }
        });
  }

  private synchronized Overwrite put(ServiceStatusView view, List<StoredCondition> conditions) {
    Overwrite overwrite = overwrites.overwritten(view.key(), nanoClock.getAsLong());
    put(view, conditions, true, overwrite.delay());
    return overwrite;
  }

  @Override
  void process(Item<ServiceKey, StatusWrite> item) {
    StatusWrite write = item.value();
    boolean exists =
        isOpen()
            && shown(write.service())
                .filter(view -> view.uid().equals(write.uid()) && !view.deleting())
                .isPresent();
    if (!exists) {
      drop(item);
    } else if (applied.isNewest(write)) {
      settle(item, writer.apply(write));
    } else {
      queue().dropped(item);
    }
  }

  private synchronized void drop(Item<ServiceKey, StatusWrite> item) {
    applied.forget(item.value());
    queue().dropped(item);
  }

  private void settle(Item<ServiceKey, StatusWrite> item, WriteResult result) {
    StatusWrite write = item.value();
    Duration failing;
    synchronized (this) {
      switch (result.outcome()) {
        case WRITTEN -> applied.written(write, result.resourceVersion());
        case GONE -> applied.forget(write);
        case FAILED -> {}
      }
      failing = settle(queue(), item, result);
    }
    switch (result.outcome()) {
      case WRITTEN -> {
        listener.statusWritten(write.service());
        // What another writer did since then may have been shown before the response came.
        shown(write.service()).ifPresent(this::restore);
      }
      case FAILED -> {
        listener.statusFailed(write.service(), result.problem());
        log.failed(write.service(), failing, result.problem());
      }
      case GONE -> {}
    }
  }

  /**
   * Ends the item, or puts it back; of a Service that is gone a newer item is dropped too.
   *
   * @return how long the writes of the Service have been failing
   */
  static Duration settle(
      WorkQueue<ServiceKey, StatusWrite> queue,
      Item<ServiceKey, StatusWrite> item,
      WriteResult result) {
    if (result.outcome() == WriteResult.Outcome.FAILED) {
      return queue.retry(item, result);
    }
    queue.succeeded(item);
    if (result.outcome() == WriteResult.Outcome.GONE) {
      queue.removeIf(item.key(), newer -> newer.uid().equals(item.value().uid()));
    }
    return Duration.ZERO;
  }

  StatusState state() {
    StatusState state = queue().state();
    int contested;
    synchronized (this) {
      contested = overwrites.contested(nanoClock.getAsLong());
    }
    return new StatusState(
        state.waiting(),
        state.oldestWaiting(),
        state.failing(),
        state.oldestFailing(),
        state.problem(),
        contested);
  }

  /** Drops what waits, and forgets what was written: from now on what is shown counts. */
  @Override
  synchronized void abandon() {
    queue().removeIf(write -> true);
    applied.clear();
    overwrites.clear();
  }
}
