package dev.fairway.k8s.watch;

/**
 * The receiver of the events of one watch; called by one thread at a time, in the order of the
 * server.
 *
 * @param <W> the object
 */
interface WatchEventSink<W> {

  /** Bytes arrived, which need not be an event. */
  void active();

  /** An object was added or changed. */
  void changed(W object);

  /** An object was deleted; it is as it was at last, with the version of the deletion. */
  void deleted(W object);

  /** A bookmark: nothing happened up to that version. */
  void bookmark(String resourceVersion);
}
