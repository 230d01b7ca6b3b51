package dev.fairway.catalyst.client;

import java.time.Duration;

/**
 * The listener of requests, called after each of them, those of a login too, by the thread that
 * sent it; what it throws reaches the caller. Thread-safe where the client is used by several
 * threads.
 */
@FunctionalInterface
public interface RequestListener {

  /**
   * A request is over.
   *
   * @param verb as in {@code GET}
   * @param path without its query, and without {@code /dataservice} where it began so
   * @param outcome the status as in {@code 200}, or the {@link ManagerException.Reason} without one
   * @param took by the client's clock
   */
  void requested(String verb, String path, String outcome, Duration took);

  /** A listener that does nothing. */
  static RequestListener none() {
    return (verb, path, outcome, took) -> {};
  }
}
