package dev.fairway.runtime;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, and survives them. */
record Listeners(List<SyncListener> all) {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  Listeners {
    all = List.copyOf(all);
  }

  void tell(Consumer<SyncListener> event) {
    for (SyncListener listener : all) {
      try {
        event.accept(listener);
      } catch (RuntimeException thrown) {
        LOG.warn("listener {} failed", listener.getClass().getName(), thrown);
      }
    }
  }
}
