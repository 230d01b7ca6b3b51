package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;

/**
 * The listener of writes to the API server, for metrics. Called in the threads that write, with
 * values only; must neither block nor throw.
 */
public interface StatusListener {

  /** The status of a Service was written. */
  default void statusWritten(ServiceKey service) {}

  /**
   * An attempt to write the status of a Service failed; a retry follows.
   *
   * @param problem one sentence without secrets
   */
  default void statusFailed(ServiceKey service, String problem) {}

  /**
   * The status of a Service was changed by another writer after it was written; it is written
   * again.
   */
  default void statusOverwritten(ServiceKey service) {}

  /**
   * The text of an accepted intent is too long for a condition: it will not outlive the process.
   */
  default void acceptedTooLong(ServiceKey service) {}

  /** An Event was written. */
  default void eventWritten() {}

  /** An Event was not written, and will not be. */
  default void eventFailed(String problem) {}

  /** So many Events were left out: one sync caused more than it may, or too many wait. */
  default void eventsLeftOut(int count) {}
}
