package dev.fairway.core.diagnostic;

import java.util.Locale;

/**
 * The object that a {@link Diagnostic} is about.
 *
 * @param kind the kind of object
 * @param name its name as users write it: {@code cluster/namespace/name} for a Service, a path for
 *     a file, a dotted key for a setting
 */
public record Subject(Kind kind, String name) implements Comparable<Subject> {

  /** The kinds of objects that a diagnostic may be about. */
  public enum Kind {
    SERVICE,
    NAMESPACE,
    ENDPOINT_SLICE,
    NODE,
    CLUSTER,
    FILE,
    RULE,
    SITE,
    SETTING,
    BACKEND;

    /** {@code service}, {@code endpointslice}, ... */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
  }

  @Override
  public int compareTo(Subject other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  /** {@code service shop-eu/shop/cart}. */
  @Override
  public String toString() {
    return kind.text() + " " + name;
  }
}
