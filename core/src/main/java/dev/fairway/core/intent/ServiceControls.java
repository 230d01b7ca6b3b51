package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The annotations of a Service that are no part of its intent: they say what may happen to its
 * rules now. They count on the Service alone, and a wrong value never holds the intent.
 *
 * @param release the hold that whoever may edit the Service lets go, as it is written; empty: none
 * @param observeOnly true where its rules are planned and told, and not written
 */
public record ServiceControls(Optional<String> release, boolean observeOnly) {

  /** The key that names the hold to be let go. */
  public static final String RELEASE = IntentAnnotations.PREFIX + "release";

  /** The key that says how far rules of the Service may be changed. */
  public static final String MODE = IntentAnnotations.PREFIX + "mode";

  /** The one value of {@link #MODE}. */
  public static final String OBSERVE = "observe";

  /** A Service without such annotations. */
  public static final ServiceControls NONE = new ServiceControls(Optional.empty(), false);

  /** True for a key that is none of the intent's. */
  public static boolean isControl(String key) {
    return key.equals(RELEASE) || key.equals(MODE);
  }

  /** The controls of a Service; a mode that does not exist counts as {@link #OBSERVE}. */
  public static ServiceControls of(Map<String, String> annotations) {
    Optional<String> release = Optional.ofNullable(annotations.get(RELEASE)).map(String::strip);
    boolean observe = annotations.containsKey(MODE);
    return release.isEmpty() && !observe ? NONE : new ServiceControls(release, observe);
  }

  /** The warnings about them. */
  public static List<Diagnostic> check(ServiceKey service, Map<String, String> annotations) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    String mode = annotations.get(MODE);
    if (mode != null && !mode.equals(OBSERVE)) {
      String value = Excerpt.of(mode);
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.MALFORMED_VALUE,
              service.subject(),
              MODE,
              value,
              "'%s' is not '%s', the only mode that a Service has; until it is corrected or"
                      .formatted(value, OBSERVE)
                  + " removed it counts as that, so nothing is written for the Service"));
    }
    return diagnostics;
  }
}
