package dev.fairway.k8s.status;

/** The writer of statuses. Called by several threads, for one Service by one at a time. */
interface StatusWriter {

  /** Sends the write and waits for the response. Every failure is in the result. */
  WriteResult write(StatusWrite write);
}
