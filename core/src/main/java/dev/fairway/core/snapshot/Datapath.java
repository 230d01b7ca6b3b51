package dev.fairway.core.snapshot;

/** How pods' packets look on the WAN. */
public enum Datapath {
  /** With their own addresses. */
  NATIVE,
  /** Wrapped between nodes: nothing that names a pod's address ever matches. */
  OVERLAY,
  /** Nobody said. */
  UNKNOWN
}
