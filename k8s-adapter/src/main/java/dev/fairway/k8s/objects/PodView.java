package dev.fairway.k8s.objects;

import dev.fairway.core.net.IpPrefix;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of a Pod that are read. Immutable.
 *
 * @param namespace its namespace
 * @param name its name; empty where it has none
 * @param uid distinguishes it from another Pod of the same name; empty where it was never stored
 * @param labels its labels, by which Services select it
 * @param inHostNetwork true where it has its node's addresses
 * @param ended true where all of its containers have stopped for good, so that its addresses may be
 *     another pod's
 * @param selectable the one of its addresses by which a field selector finds it, the first in its
 *     status; absent where it has none
 * @param addresses those in its status that can be read, each once, ascending
 */
public record PodView(
    String namespace,
    String name,
    String uid,
    SortedMap<String, String> labels,
    boolean inHostNetwork,
    boolean ended,
    Optional<IpPrefix> selectable,
    List<IpPrefix> addresses)
    implements ObjectView {

  /** Copies and sorts. */
  public PodView {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    addresses = addresses.stream().distinct().sorted().toList();
  }

  /** {@code namespace/name}. */
  public String path() {
    return namespace + "/" + name;
  }
}
