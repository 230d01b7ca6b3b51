package dev.fairway.k8s.objects;

import dev.fairway.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a Node that are read. Immutable.
 *
 * @param name its name; empty where it has none
 * @param siteLabel the value of the label that names its site
 * @param addresses all of its addresses that can be read, of whatever type, ascending
 * @param nodePortAddresses those of them where its node ports answer: internal and external ones,
 *     ascending
 */
public record NodeView(
    String name,
    Optional<String> siteLabel,
    List<IpPrefix> addresses,
    List<IpPrefix> nodePortAddresses)
    implements ObjectView {

  /** Copies. */
  public NodeView {
    addresses = List.copyOf(addresses);
    nodePortAddresses = List.copyOf(nodePortAddresses);
  }
}
