package dev.fairway.core.snapshot;

/** The addressing of pods' packets on the WAN. */
public enum Datapath {
  /** Packets carry pod addresses. */
  NATIVE,
  /** Packets are encapsulated between nodes: no rule that names a pod's address ever matches. */
  OVERLAY,
  /** Not configured. */
  UNKNOWN
}
