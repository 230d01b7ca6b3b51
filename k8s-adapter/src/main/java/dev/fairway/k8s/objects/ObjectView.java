package dev.fairway.k8s.objects;

/** The view of an object: its identity, and the parts of it that a mapping depends on. */
public interface ObjectView {

  /** Its name; empty where it has none. */
  String name();

  /** Its namespace; empty for a kind without namespaces. */
  default String namespace() {
    return "";
  }
}
