package dev.fairway.core.wan;

import java.util.List;

/**
 * A WAN edge router.
 *
 * @param name unique in the WAN
 * @param attachments its transports, in the order of the inventory, each once
 */
public record Edge(String name, List<Attachment> attachments) {

  /** Copies; refuses a transport that stands twice. */
  public Edge {
    attachments = List.copyOf(attachments);
    if (attachments.stream().map(Attachment::transport).distinct().count() != attachments.size()) {
      throw new IllegalArgumentException("edge " + name + " names a transport twice");
    }
  }

  /** True where the edge is attached to the transport. */
  public boolean offers(Transport transport) {
    return attachments.stream().anyMatch(attachment -> attachment.transport().equals(transport));
  }
}
