package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was read from the annotations of one Service and its Namespace. Nothing asked, and {@link
 * #readable()}: nobody asks for anything, and a last good intent is only what is left to remove.
 *
 * @param asked what they ask for; empty where they ask for nothing, or where it cannot be
 *     understood: then {@link #readable()} is false
 * @param lastGood the intent that was last in force, as its status holds it; empty where there is
 *     none or it cannot be read
 * @param from every key that has a say, and where it stands, in the order in which keys win: keys
 *     that decide, {@code class: none}, and keys that cannot be used and so hold the Service
 * @param optionalPorts the ports, as they are written, that stand in defaults only: where the
 *     Service lacks one, it is skipped in silence. Sorted
 * @param diagnostics what a person should know, sorted; an error makes the whole Service held
 */
public record IntentReading(
    Optional<ServiceIntent> asked,
    Optional<ServiceIntent> lastGood,
    List<AnnotationRef> from,
    Set<String> optionalPorts,
    List<Diagnostic> diagnostics) {

  /** The reading of a Service that nobody asked anything for. */
  public static final IntentReading ABSENT =
      new IntentReading(Optional.empty(), Optional.empty(), List.of(), Set.of(), List.of());

  /** Copies. */
  public IntentReading {
    from = List.copyOf(from);
    optionalPorts = Collections.unmodifiableSet(new TreeSet<>(optionalPorts));
    diagnostics = List.copyOf(diagnostics);
  }

  /** False where an error keeps the declaration from being understood. */
  public boolean readable() {
    return diagnostics.stream().noneMatch(Diagnostic::isError);
  }
}
