package dev.fairway.catalyst.client;

import java.time.Duration;

/**
 * Hears of every request, those of a login too, right after it. Called by the thread that asked;
 * what it throws reaches the caller. Thread-safe where the client is used by several threads.
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

  /** Does not listen. */
  static RequestListener none() {
    return (verb, path, outcome, took) -> {};
  }
}
