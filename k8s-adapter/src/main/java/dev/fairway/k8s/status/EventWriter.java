package dev.fairway.k8s.status;

/** Where Events go out. Called by one thread. */
interface EventWriter {

  /** Sends one and waits for the answer. Whatever goes wrong stands in the answer. */
  WriteResult write(ServiceEvent event);
}
