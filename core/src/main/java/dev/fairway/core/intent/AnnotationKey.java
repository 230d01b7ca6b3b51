package dev.fairway.core.intent;

import java.util.Comparator;

/**
 * A key of the vocabulary as an annotation has it. Order: keys for one port before general ones,
 * then by port, then as {@link KeyName} lists them; so, within one object, a key that wins stands
 * before the key it wins over.
 *
 * @param name which key
 * @param port the name of the one port it speaks of; empty for the general form
 */
record AnnotationKey(KeyName name, String port) implements Comparable<AnnotationKey> {

  /** The port of a key that speaks of no port in particular. */
  static final String GENERAL = "";

  private static final Comparator<AnnotationKey> ORDER =
      Comparator.comparing(AnnotationKey::isGeneral)
          .thenComparing(AnnotationKey::port)
          .thenComparing(AnnotationKey::name);

  static AnnotationKey general(KeyName name) {
    return new AnnotationKey(name, GENERAL);
  }

  boolean isGeneral() {
    return port.isEmpty();
  }

  @Override
  public int compareTo(AnnotationKey other) {
    return ORDER.compare(this, other);
  }

  /** {@code fairway.dev/tunnel.metrics}. */
  @Override
  public String toString() {
    return IntentAnnotations.PREFIX + name.text() + (isGeneral() ? "" : "." + port);
  }
}
