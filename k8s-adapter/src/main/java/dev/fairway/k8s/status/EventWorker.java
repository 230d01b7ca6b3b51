package dev.fairway.k8s.status;

import dev.fairway.k8s.status.WorkQueue.Item;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker that writes Events. Each is sent once, since the conditions say the same. Of a sync
 * that causes more than it may, the first in their order are sent; the rest is counted.
 * Thread-safe.
 */
final class EventWorker extends QueueWorker<Long, ServiceEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);

  /** The number of syncs whose Events may wait. */
  private static final int SYNCS = 4;

  private final Function<ServiceEvent, WriteResult> writer;
  private final BooleanSupplier mayWrite;
  private final StatusListener listener;
  private final int perSync;
  private long numbers;

  EventWorker(
      StatusSettings settings,
      Function<ServiceEvent, WriteResult> writer,
      BooleanSupplier mayWrite,
      StatusListener listener,
      LongSupplier nanoClock) {
    super(
        new WorkQueue<>(settings, pacing(settings, nanoClock.getAsLong()), nanoClock),
        "fairway-events",
        1);
    this.writer = writer;
    this.mayWrite = mayWrite;
    this.listener = listener;
    this.perSync = settings.eventsPerSync();
  }

  private static RequestPacing pacing(StatusSettings settings, long now) {
    return new RequestPacing(
        1,
        settings,
        Optional.of(new TokenBucket(settings.eventsPerSecond(), settings.eventBurst(), now)),
        now);
  }

  /** Queues the Events of one sync. */
  void put(List<ServiceEvent> events) {
    int taken;
    synchronized (this) {
      taken = Math.min(events.size(), Math.min(perSync, SYNCS * perSync - queue().waiting()));
      events.stream().sorted().limit(taken).forEach(event -> queue().put(++numbers, event, false));
    }
    if (taken < events.size()) {
      listener.eventsLeftOut(events.size() - taken);
    }
  }

  @Override
  void process(Item<Long, ServiceEvent> item) {
    try {
      if (mayWrite.getAsBoolean()) {
        send(item.value());
      }
    } finally {
      queue().dropped(item);
    }
  }

  private void send(ServiceEvent event) {
    WriteResult result = writer.apply(event);
    switch (result.outcome()) {
      case WRITTEN -> listener.eventWritten();
      case FAILED -> {
        LOG.debug("event {} of {}: {}", event.reason(), event.service().key(), result.problem());
        listener.eventFailed(result.problem());
      }
      case GONE -> {}
    }
  }

  @Override
  void abandon() {
    queue().removeIf(event -> true);
  }
}
