package dev.fairway.runtime;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listeners of one kind, notified in order; what a listener throws is logged and changes nothing.
 */
public record Listeners<L>(List<L> all) {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  /** Copies. */
  public Listeners {
    all = List.copyOf(all);
  }

  /** Passes an event to each listener. */
  public void publish(Consumer<L> event) {
    for (L listener : all) {
      try {
        event.accept(listener);
      } catch (RuntimeException thrown) {
        LOG.warn("listener {} failed", listener.getClass().getName(), thrown);
      }
    }
  }
}
