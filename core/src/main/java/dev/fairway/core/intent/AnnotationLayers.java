package dev.fairway.core.intent;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A Service's own annotations over the defaults of its Namespace. For a port the order is: own key
 * for the port, own general key, default for the port, general default; for each word on its own.
 * So a default {@code tunnel.metrics} has no effect on a Service with a {@code tunnel} of its own,
 * while a default {@code fallback} applies to every tunnel for which the Service sets no fallback.
 *
 * @param own the annotations of the Service
 * @param defaults the annotations of its Namespace; none where the Service refuses them
 */
record AnnotationLayers(ObjectAnnotations own, ObjectAnnotations defaults) {

  /** Leaves the defaults out where the Service refuses them. */
  static AnnotationLayers of(ObjectAnnotations own, ObjectAnnotations namespace) {
    return new AnnotationLayers(own, own.refusesDefaults() ? ObjectAnnotations.NONE : namespace);
  }

  /**
   * The keys that win for a port, or for {@link AnnotationKey#GENERAL}.
   *
   * @param selection the ports that general keys are for; for another port such a key is left out
   *     where it wins, but for a {@code fallback}, which goes with any tunnel
   */
  PortDecision decide(String port, PortSelection selection) {
    boolean selected = port.equals(AnnotationKey.GENERAL) || selection.coversName(port);
    Map<Word, ParsedAnnotation> winners = new EnumMap<>(Word.class);
    for (Word word : Word.OF_PORTS) {
      winner(word, port)
          .filter(winner -> selected || word == Word.FALLBACK || !winner.isGeneral())
          .ifPresent(winner -> winners.put(word, winner));
    }
    return new PortDecision(port, winners);
  }

  private Optional<ParsedAnnotation> winner(Word word, String port) {
    return own.get(word, port)
        .or(() -> own.general(word))
        .or(() -> defaults.get(word, port))
        .or(() -> defaults.general(word));
  }

  /** The key that lists the ports of the general keys. */
  Optional<ParsedAnnotation> ports() {
    return own.general(Word.PORTS).or(() -> defaults.general(Word.PORTS));
  }

  /** The ports with a key of their own on either object. */
  SortedSet<String> portsWithKey() {
    SortedSet<String> ports = own.portsWithKey();
    ports.addAll(defaults.portsWithKey());
    return ports;
  }

  /** The ports that a default names and no key of the Service does. */
  SortedSet<String> portsOfDefaultsOnly() {
    SortedSet<String> ports = defaults.portsNamed();
    ports.removeAll(own.portsNamed());
    return ports;
  }
}
