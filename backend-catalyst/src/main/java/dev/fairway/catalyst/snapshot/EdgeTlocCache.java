package dev.fairway.catalyst.snapshot;

import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Encapsulation;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cache of the transports (TLOCs) with which each edge was last seen, by its address. An edge
 * that the Manager has lost keeps them, so that its rules stay until it is back. For one thread.
 */
final class EdgeTlocCache {

  private final Map<String, List<Attachment>> last = new TreeMap<>();

  /** The transports of an edge, by name, as far as they are or were seen. */
  List<Attachment> attachments(WanEdgeDevice edge, List<BfdSession> sessions) {
    Map<Transport, Set<Encapsulation>> seen = new TreeMap<>();
    for (BfdSession session : sessions) {
      if (session.fromIp().equals(edge.systemIp())) {
        seen.computeIfAbsent(session.local(), none -> EnumSet.noneOf(Encapsulation.class))
            .add(session.encapsulation());
      }
    }
    if (seen.isEmpty()) {
      return edge.reachable() ? List.of() : last.getOrDefault(edge.systemIp(), List.of());
    }
    List<Attachment> attachments = new ArrayList<>();
    seen.forEach((transport, wrapped) -> attachments.add(new Attachment(transport, wrapped)));
    last.put(edge.systemIp(), attachments);
    return attachments;
  }
}
