package dev.fairway.runtime.loop;

import dev.fairway.runtime.PolicySync;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the inventory from time to time, and asks for a pass where it says something else than
 * before. A failure is told, and tried again; passes go on with the inventory there is. For the
 * loop's thread.
 */
final class InventoryRounds {

  private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);

  private final LoopMemory memory;
  private final LoopSettings settings;
  private final RetryPolicy delay;
  private Optional<Duration> next = Optional.empty();
  private int term;
  private int attempts;

  InventoryRounds(LoopMemory memory, LoopSettings settings, RetryPolicy delay) {
    this.memory = memory;
    this.settings = settings;
    this.delay = delay;
  }

  /** When it is due; never while the fabric is to be left alone, or somebody else acts. */
  Optional<Duration> dueAt() {
    LoopSnapshot picture = memory.picture();
    return next.filter(due -> picture.standing().acts())
        .map(due -> Moments.later(due, picture.schedule().notBefore()));
  }

  /** Reads it if it is due. The first one is read by the first pass that gets so far. */
  void readIfDue(PolicySync sync) {
    begin();
    Duration now = memory.now();
    if (dueAt().filter(due -> due.compareTo(now) <= 0).isPresent()) {
      read(sync);
    }
  }

  private void begin() {
    LoopSnapshot picture = memory.picture();
    if (picture.standing().term() != term) {
      term = picture.standing().term();
      next = Optional.empty();
    }
    boolean known = picture.past().last().flatMap(report -> report.planned()).isPresent();
    if (next.isEmpty() && known) {
      next = Optional.of(memory.now().plus(settings.inventoryInterval()));
    }
  }

  private void read(PolicySync sync) {
    try {
      boolean changed = sync.refreshInventory();
      Duration now = memory.now();
      next = Optional.of(now.plus(settings.inventoryInterval()));
      attempts = 0;
      told(Optional.empty());
      if (changed) {
        memory.after(picture -> picture.asked(now));
      }
    } catch (BackendException failed) {
      failed(failed);
    }
  }

  private void failed(BackendException failure) {
    LOG.warn("the inventory could not be read, {}: {}", failure.kind(), failure.getMessage());
    attempts++;
    Duration wait =
        delay
            .after(FailureClass.of(failure), attempts)
            .retry()
            .orElse(settings.inventoryInterval());
    Duration until = memory.now().plus(wait);
    next = Optional.of(until);
    told(Optional.of("the inventory could not be read: " + failure.getMessage()));
    // Passes meet the same account and the same limit of requests.
    if (failure.kind() == ErrorKind.UNAUTHORIZED || failure.kind() == ErrorKind.THROTTLED) {
      memory.after(picture -> picture.held(until));
    }
  }

  private void told(Optional<String> problem) {
    memory.after(picture -> picture.with(picture.past().inventory(problem)));
  }
}
