package dev.fairway.k8s.objects;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of a Namespace that are read. Immutable.
 *
 * @param name its name; empty where it has none
 * @param annotations those of Fairway, valid or not
 */
public record NamespaceView(String name, SortedMap<String, String> annotations)
    implements ObjectView {

  /** Copies. */
  public NamespaceView {
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }
}
