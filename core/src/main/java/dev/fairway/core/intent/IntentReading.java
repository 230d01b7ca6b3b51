package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The result of reading the annotations of one Service and its Namespace. Without an intent, and
 * {@link #readable()}: none is declared, and the rules of a last good one are to be removed.
 *
 * @param intent the declared intent; empty where none is, or where it cannot be read: then {@link
 *     #readable()} is false
 * @param lastGood the intent that was last in force, as its status holds it; empty where there is
 *     none or it cannot be read
 * @param annotations the annotations with an effect, in the order in which keys win: those that
 *     decide, {@code class: none}, and invalid ones, which hold the Service
 * @param optionalPorts the ports, as they are written, that only defaults name: one that the
 *     Service lacks is skipped without a diagnostic. Sorted
 * @param diagnostics the findings, sorted; an error makes the whole Service held
 */
public record IntentReading(
    Optional<ServiceIntent> intent,
    Optional<ServiceIntent> lastGood,
    List<AnnotationRef> annotations,
    Set<String> optionalPorts,
    List<Diagnostic> diagnostics) {

  /** The reading of a Service without any annotation of Fairway's. */
  public static final IntentReading ABSENT =
      new IntentReading(Optional.empty(), Optional.empty(), List.of(), Set.of(), List.of());

  /** Copies. */
  public IntentReading {
    annotations = List.copyOf(annotations);
    optionalPorts = Collections.unmodifiableSet(new TreeSet<>(optionalPorts));
    diagnostics = List.copyOf(diagnostics);
  }

  /** This reading with more findings. */
  public IntentReading with(List<Diagnostic> more) {
    return more.isEmpty()
        ? this
        : new IntentReading(
            intent,
            lastGood,
            annotations,
            optionalPorts,
            Stream.concat(diagnostics.stream(), more.stream()).sorted().toList());
  }

  /** False where an error keeps the declaration from being read. */
  public boolean readable() {
    return diagnostics.stream().noneMatch(Diagnostic::isError);
  }
}
