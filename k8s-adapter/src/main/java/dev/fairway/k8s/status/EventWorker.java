package dev.fairway.k8s.status;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Events wait. One is sent once: what it tells stands in the conditions as well. Of a pass
 * that causes more than it may, the first in their order go out; the rest is counted. Thread-safe.
 */
final class EventWorker implements WorkQueue {

  private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);

  /** How many passes' worth may wait. */
  private static final int PASSES = 4;

  private final EventWriter door;
  private final BooleanSupplier mayWrite;
  private final StatusListener listener;
  private final LongSupplier nanoClock;
  private final int perPass;
  private final TokenBucket tokens;
  private final Deque<ServiceEvent> waiting = new ArrayDeque<>();
  private boolean closing;

  EventWorker(
      StatusSettings settings,
      EventWriter door,
      BooleanSupplier mayWrite,
      StatusListener listener,
      LongSupplier nanoClock) {
    this.door = door;
    this.mayWrite = mayWrite;
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.perPass = settings.eventsPerSync();
    this.tokens =
        new TokenBucket(settings.writesPerSecond(), settings.burst(), nanoClock.getAsLong());
  }

  /** Has the Events of one pass sent. */
  void put(List<ServiceEvent> events) {
    int taken;
    synchronized (this) {
      taken = Math.min(events.size(), Math.min(perPass, PASSES * perPass - waiting.size()));
      events.stream().sorted().limit(taken).forEach(waiting::add);
      wakeOthers();
    }
    if (taken < events.size()) {
      listener.eventsLeftOut(events.size() - taken);
    }
  }

  @Override
  public boolean step() {
    Optional<ServiceEvent> next;
    synchronized (this) {
      boolean due = !waiting.isEmpty() && tokens.tryTake(nanoClock.getAsLong());
      next = due ? Optional.of(waiting.remove()) : Optional.empty();
    }
    next.filter(event -> mayWrite.getAsBoolean()).ifPresent(this::send);
    return next.isPresent();
  }

  private void send(ServiceEvent event) {
    WriteResult answer = door.write(event);
    switch (answer.outcome()) {
      case WRITTEN -> listener.eventWritten();
      case FAILED -> {
        LOG.debug("event {} of {}: {}", event.reason(), event.service().key(), answer.problem());
        listener.eventFailed(answer.problem());
      }
      case GONE -> {}
    }
  }

  @Override
  public synchronized OptionalLong nanosUntilStep() {
    return waiting.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(tokens.nanosUntilNext(nanoClock.getAsLong()));
  }

  @Override
  public synchronized boolean isDone() {
    return closing && waiting.isEmpty();
  }

  @Override
  public synchronized void closing() {
    closing = true;
    wakeOthers();
  }

  @Override
  public synchronized void abandon() {
    waiting.clear();
    closing();
  }
}
