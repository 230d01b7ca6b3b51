package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.policy.Fallback;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells who uses the alias without a fallback which one holds: the operator that it comes from
 * promised exclusive transports and let traffic out by any.
 */
final class AliasNotice {

  private AliasNotice() {}

  /** The notice, where a setting chose the fallback. */
  static Optional<Diagnostic> of(
      ServiceKey service, EffectiveKeys combination, IntentOptions options) {
    return Stream.concat(combination.general().stream(), combination.perPort().stream())
        .filter(PortDecision::leavesFallbackToAlias)
        .map(decided -> notice(service, decided.tunnel().asked(), options.aliasFallback()))
        .findFirst();
  }

  private static Diagnostic notice(ServiceKey service, AnnotationRef asked, Fallback fallback) {
    String value = Excerpt.of(asked.value());
    return Diagnostic.info(
        DiagnosticCode.ALIAS_USED,
        service.subject(),
        asked.key(),
        value,
        "%s '%s' of %s is read as %s: while none of these transports is up, %s"
            .formatted(
                asked.key(),
                value,
                asked.object(),
                AnnotationKey.general(KeyName.TUNNEL),
                consequence(fallback)));
  }

  private static String consequence(Fallback fallback) {
    AnnotationKey key = AnnotationKey.general(KeyName.FALLBACK);
    return fallback == Fallback.NONE
        ? "traffic is dropped; to let it take any path then, add '" + key + ": any'"
        : "traffic takes any path; to drop it then, add '" + key + ": none'";
  }
}
