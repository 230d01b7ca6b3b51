package dev.fairway.k8s.objects;

import dev.fairway.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * What matters of a Node. Immutable.
 *
 * @param name its name; empty where it has none
 * @param siteLabel the value of the label that names its site
 * @param addresses all of its addresses that can be read, of whatever type, ascending
 * @param dialled those of them where its node ports answer: internal and external ones, ascending
 */
public record NodeView(
    String name, Optional<String> siteLabel, List<IpPrefix> addresses, List<IpPrefix> dialled) {

  /** Copies. */
  public NodeView {
    addresses = List.copyOf(addresses);
    dialled = List.copyOf(dialled);
  }
}
