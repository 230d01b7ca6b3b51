package dev.fairway.k8s.objects;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of a Namespace that are read. Immutable.
 *
 * @param name its name; empty where it has none
 * @param annotations those of Fairway, valid or not, and those with nearly such a key
 * @param misplacedLabels the keys of its labels that would be annotations of Fairway
 */
public record NamespaceView(
    String name, SortedMap<String, String> annotations, Set<String> misplacedLabels)
    implements ObjectView {

  /** Copies. */
  public NamespaceView {
    misplacedLabels = Set.copyOf(misplacedLabels);
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }
}
