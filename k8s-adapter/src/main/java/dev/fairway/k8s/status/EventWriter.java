package dev.fairway.k8s.status;

/** The writer of Events. Called by one thread. */
interface EventWriter {

  /** Sends an Event and waits for the response. Every failure is in the result. */
  WriteResult write(ServiceEvent event);
}
