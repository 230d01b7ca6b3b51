package dev.fairway.k8s.status;

/** Where one write goes out. Called by several threads, for one Service by one at a time. */
interface StatusWriter {

  /** Sends it and waits for the answer. Whatever goes wrong stands in the answer. */
  WriteResult write(StatusWrite write);
}
