package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.wan.Transport;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A reference to one annotation: where it stands, its text, and what the parsed text names, so that
 * no later stage reads the text again.
 *
 * @param object the Service, or the Namespace whose default it is
 * @param key the annotation key, whole
 * @param value its value as written
 * @param ports the ports named: the one that the key is for, or those that {@code ports} lists, as
 *     they are written; sorted
 * @param transports the transports that {@code tunnel} or its alias names; sorted
 * @param names the sites, the service function or the segment that it names; sorted
 */
public record AnnotationRef(
    Subject object,
    String key,
    String value,
    Set<String> ports,
    Set<Transport> transports,
    Set<String> names) {

  /** Copies. */
  public AnnotationRef {
    ports = Collections.unmodifiableSet(new TreeSet<>(ports));
    transports = Collections.unmodifiableSet(new TreeSet<>(transports));
    names = Collections.unmodifiableSet(new TreeSet<>(names));
  }

  /** A reference that names no site, function or segment. */
  public AnnotationRef(
      Subject object, String key, String value, Set<String> ports, Set<Transport> transports) {
    this(object, key, value, ports, transports, Set.of());
  }

  /** True where the key is the word's, for every port or for one. */
  public boolean isFor(String word) {
    String own = IntentAnnotations.PREFIX + word;
    return key.equals(own) || key.startsWith(own + ".");
  }
}
