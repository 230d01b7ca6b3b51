package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, each state once, and survives them. For the loop's thread. */
final class LoopAudience {

  private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);

  private final List<LoopListener> listeners;
  private @Nullable LoopState told;

  LoopAudience(List<LoopListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** Tells a state that differs from the last one in more than how much time has passed. */
  void moved(LoopState state) {
    if (told == null || !told.isLike(state)) {
      told = state;
      tell(listener -> listener.moved(state));
    }
  }

  void changesApplied(SyncReport report, Duration sinceChange) {
    tell(listener -> listener.changesApplied(report, sinceChange));
  }

  private void tell(Consumer<LoopListener> event) {
    for (LoopListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException thrown) {
        LOG.warn("listener {} failed", listener.getClass().getName(), thrown);
      }
    }
  }
}
