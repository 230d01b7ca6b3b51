package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import java.util.Optional;

/**
 * The last good intent as a status holds it.
 *
 * @param intent what was last in force; empty where there is none or it cannot be read
 * @param unreadable the warning where it cannot be read
 */
record LastGood(Optional<ServiceIntent> intent, Optional<Diagnostic> unreadable) {

  private static final String CONDITION = IntentAnnotations.PREFIX + "Accepted";

  static LastGood read(ServiceKey service, String text) {
    if (text.isEmpty()) {
      return new LastGood(Optional.empty(), Optional.empty());
    }
    try {
      return new LastGood(Optional.of(ServiceIntent.parse(text)), Optional.empty());
    } catch (IllegalArgumentException e) {
      return new LastGood(Optional.empty(), Optional.of(warning(service, Excerpt.of(text))));
    }
  }

  private static Diagnostic warning(ServiceKey service, String text) {
    return Diagnostic.warning(
        DiagnosticCode.UNREADABLE_LAST_GOOD,
        service.subject(),
        CONDITION,
        text,
        "the condition %s says '%s', which is not an intent: nothing can be kept from before"
            .formatted(CONDITION, text));
  }
}
