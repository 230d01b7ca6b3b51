package dev.fairway.k8s.objects;

import dev.fairway.core.net.IpPrefix;
import java.util.List;

/**
 * The parts of a Pod that are read. Immutable.
 *
 * @param namespace its namespace
 * @param name its name; empty where it has none
 * @param inHostNetwork true where it has its node's addresses
 * @param ended true where all of its containers have stopped for good, so that its addresses may be
 *     another pod's
 * @param addresses those in its status that can be read, each once, ascending
 */
public record PodView(
    String namespace, String name, boolean inHostNetwork, boolean ended, List<IpPrefix> addresses)
    implements ObjectView {

  /** Copies and sorts. */
  public PodView {
    addresses = addresses.stream().distinct().sorted().toList();
  }
}
