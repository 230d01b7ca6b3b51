package dev.fairway.k8s.status;

/** Where Events go out. Called by one thread. */
interface EventDoor {

  /** Sends one and waits for the answer. Whatever goes wrong stands in the answer. */
  ApiAnswer write(ServiceEvent event);
}
