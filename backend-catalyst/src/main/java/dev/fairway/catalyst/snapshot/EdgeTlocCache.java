package dev.fairway.catalyst.snapshot;

import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cache of the transports (TLOCs) with which each edge was last seen, by its address. An edge
 * that the Manager has lost keeps them, so that its rules stay until it is back. For one thread.
 */
final class EdgeTlocCache {

  private final Map<String, List<Attachment>> last = new TreeMap<>();

  /** The transports of an edge, by name, as far as they are or were seen. */
  List<Attachment> attachments(WanEdgeDevice edge, List<BfdSession> sessions) {
    Map<Transport, Attachment> seen = new TreeMap<>();
    for (BfdSession session : sessions) {
      if (session.fromIp().equals(edge.systemIp())) {
        seen.merge(session.local(), attachment(session), EdgeTlocCache::both);
      }
    }
    if (seen.isEmpty()) {
      return edge.reachable() ? List.of() : last.getOrDefault(edge.systemIp(), List.of());
    }
    List<Attachment> attachments = List.copyOf(seen.values());
    last.put(edge.systemIp(), attachments);
    return attachments;
  }

  private static Attachment attachment(BfdSession session) {
    return new Attachment(session.local(), session.encrypted(), !session.encrypted());
  }

  private static Attachment both(Attachment first, Attachment second) {
    return new Attachment(
        first.transport(),
        first.encrypted() || second.encrypted(),
        first.unencrypted() || second.unencrypted());
  }
}
