package dev.fairway.k8s.objects;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What matters of a Namespace. Immutable.
 *
 * @param name its name; empty where it has none
 * @param annotations those that speak to Fairway, right or wrong
 */
public record NamespaceView(String name, SortedMap<String, String> annotations) {

  /** Copies. */
  public NamespaceView {
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }
}
