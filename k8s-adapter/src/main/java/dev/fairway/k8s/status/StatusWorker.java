package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.k8s.status.WorkQueue.Item;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The worker that writes statuses. It keeps the work queue and the {@link PendingWrites} in
 * agreement. Thread-safe.
 */
final class StatusWorker extends QueueWorker<ServiceKey, StatusWrite> {

  private final Function<StatusWrite, WriteResult> writer;
  private final Function<ServiceKey, Optional<ServiceStatusView>> shown;
  private final BooleanSupplier mayWrite;
  private final StatusListener listener;
  private final PendingWrites pending = new PendingWrites();
  private long numbers;

  StatusWorker(
      StatusSettings settings,
      Function<StatusWrite, WriteResult> writer,
      Function<ServiceKey, Optional<ServiceStatusView>> shown,
      BooleanSupplier mayWrite,
      StatusListener listener,
      LongSupplier nanoClock) {
    super(new WorkQueue<>(settings, nanoClock), "fairway-status", settings.writers());
    this.writer = writer;
    this.shown = shown;
    this.mayWrite = mayWrite;
    this.listener = listener;
  }

  PendingWrites pending() {
    return pending;
  }

  Optional<ServiceStatusView> shown(ServiceKey service) {
    return shown.apply(service);
  }

  /** False where another process writes: then what waits here is dropped. */
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
    StatusWrite write = new StatusWrite(++numbers, service.key(), service.uid(), conditions);
    pending.wanted(write, service);
    return queue().put(service.key(), write, urgent);
  }

  @Override
  void process(Item<ServiceKey, StatusWrite> item) {
    StatusWrite write = item.value();
    boolean current =
        isOpen()
            && shown(write.service())
                .filter(view -> view.uid().equals(write.uid()) && !view.deleting())
                .filter(view -> pending.isCurrent(write, view))
                .isPresent();
    if (current) {
      pending.begun(write);
      settle(item, writer.apply(write));
    } else {
      drop(item);
    }
  }

  private synchronized void drop(Item<ServiceKey, StatusWrite> item) {
    pending.givenUp(item.value());
    queue().done(item);
  }

  private void settle(Item<ServiceKey, StatusWrite> item, WriteResult result) {
    StatusWrite write = item.value();
    synchronized (this) {
      switch (result.outcome()) {
        case WRITTEN -> pending.written(write, result.resourceVersion());
        case GONE -> pending.gone(write);
        case FAILED -> {}
      }
      settle(queue(), item, result);
    }
    switch (result.outcome()) {
      case WRITTEN -> listener.statusWritten(write.service());
      case FAILED -> listener.statusFailed(write.service(), result.problem());
      case GONE -> {}
    }
  }

  /** Ends the item, or puts it back; of a Service that is gone newer items are dropped too. */
  static void settle(
      WorkQueue<ServiceKey, StatusWrite> queue,
      Item<ServiceKey, StatusWrite> item,
      WriteResult result) {
    if (result.outcome() == WriteResult.Outcome.FAILED) {
      queue.retry(item, result);
      return;
    }
    queue.forget(item.key());
    queue.done(item);
    if (result.outcome() == WriteResult.Outcome.GONE) {
      queue.removeIf(
          newer -> newer.service().equals(item.key()) && newer.uid().equals(item.value().uid()));
    }
  }

  @Override
  synchronized void abandon() {
    queue().removeIf(write -> true).forEach(pending::givenUp);
  }
}
