package dev.fairway.core.wan;

import java.util.Set;
import java.util.TreeSet;

/**
 * Where an edge meets a transport, and how tunnels may start there. Cisco calls it a TLOC.
 *
 * @param transport the underlay
 * @param encapsulations at least one, in the order of the enum
 */
public record Attachment(Transport transport, Set<Encapsulation> encapsulations) {

  /** Copies; refuses an attachment without an encapsulation. */
  public Attachment {
    if (encapsulations.isEmpty()) {
      throw new IllegalArgumentException("transport " + transport + " without an encapsulation");
    }
    encapsulations = java.util.Collections.unmodifiableSet(new TreeSet<>(encapsulations));
  }
}
