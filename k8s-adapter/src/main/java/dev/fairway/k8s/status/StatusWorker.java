package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.status.WriteQueue.Job;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Where statuses wait and go out from, one step at a time: the queue, the overlay and the door,
 * kept in agreement. Thread-safe.
 */
final class StatusWorker implements WorkQueue {

  private final StatusWriter door;
  private final Function<ServiceKey, Optional<StoredService>> shown;
  private final BooleanSupplier mayWrite;
  private final StatusListener listener;
  private final LongSupplier nanoClock;
  private final PendingWrites overlay = new PendingWrites();
  private final WriteQueue queue;
  private boolean closing;
  private long numbers;

  StatusWorker(
      StatusSettings settings,
      StatusWriter door,
      Function<ServiceKey, Optional<StoredService>> shown,
      BooleanSupplier mayWrite,
      StatusListener listener,
      LongSupplier nanoClock) {
    this.door = door;
    this.shown = shown;
    this.mayWrite = mayWrite;
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.queue = new WriteQueue(settings, nanoClock.getAsLong());
  }

  PendingWrites overlay() {
    return overlay;
  }

  Optional<StoredService> shown(ServiceKey service) {
    return shown.apply(service);
  }

  /** False where another process writes: then what waits here is forgotten. */
  boolean isOpen() {
    if (mayWrite.getAsBoolean()) {
      return true;
    }
    synchronized (this) {
      queue.clear().forEach(overlay::givenUp);
    }
    return false;
  }

  /** Has the conditions written. */
  synchronized Job put(StoredService service, List<StoredCondition> conditions, boolean urgent) {
    StatusWrite write = new StatusWrite(++numbers, service.key(), service.uid(), conditions);
    overlay.wanted(write, service);
    Job job = queue.put(write, urgent, nanoClock.getAsLong());
    wakeOthers();
    return job;
  }

  @Override
  public boolean step() {
    Optional<Job> next;
    synchronized (this) {
      next = queue.take(nanoClock.getAsLong());
    }
    next.ifPresent(this::carryOut);
    return next.isPresent();
  }

  private void carryOut(Job job) {
    StatusWrite write = job.write();
    boolean meant =
        isOpen()
            && shown(write.service())
                .filter(there -> there.uid().equals(write.uid()) && !there.deleting())
                .filter(there -> overlay.isCurrent(write, there))
                .isPresent();
    if (meant) {
      overlay.begun(write);
      settle(job, door.write(write));
    } else {
      drop(job);
    }
  }

  private synchronized void drop(Job job) {
    overlay.givenUp(job.write());
    queue.drop(job);
    wakeOthers();
  }

  private void settle(Job job, WriteResult answer) {
    StatusWrite write = job.write();
    synchronized (this) {
      switch (answer.outcome()) {
        case WRITTEN -> overlay.written(write, answer.resourceVersion());
        case GONE -> overlay.gone(write);
        case FAILED -> {}
      }
      queue.answered(job, answer, nanoClock.getAsLong());
      wakeOthers();
    }
    switch (answer.outcome()) {
      case WRITTEN -> listener.statusWritten(write.service());
      case FAILED -> listener.statusFailed(write.service(), answer.problem());
      case GONE -> {}
    }
  }

  @Override
  public synchronized OptionalLong nanosUntilStep() {
    return queue.nanosUntilNext(nanoClock.getAsLong());
  }

  @Override
  public synchronized boolean isDone() {
    return closing && queue.isEmpty();
  }

  @Override
  public synchronized void closing() {
    closing = true;
    wakeOthers();
  }

  @Override
  public synchronized void abandon() {
    queue.clear().forEach(overlay::givenUp);
    closing();
  }

  synchronized StatusState state() {
    return queue.state(nanoClock.getAsLong());
  }
}
