package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.CONTRADICTORY_INTENT;
import static dev.fairway.core.diagnostic.DiagnosticCode.INCOMPLETE_INTENT;
import static dev.fairway.core.intent.AnnotationKey.GENERAL;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The validation of annotations that are right one by one and cannot be used together.
 *
 * <ul>
 *   <li>A Service's own {@code fallback} where no tunnel applies, and its own {@code ports} where
 *       nothing is asked for them. As defaults the same keys are valid: they wait for Services that
 *       ask.
 *   <li>A key for port X where {@code ports} has numbers and not X's name, and a general key would
 *       be for X if one of the numbers is X's.
 *   <li>{@code access: deny} on the object whose other keys say how the same packets travel. On
 *       another object it denies what the other asks for.
 * </ul>
 */
final class CombinationCheck {

  private static final String NO_TUNNEL =
      "says what happens without a tunnel, and no tunnel is asked for%s: add %s, or"
          + " remove this key";
  private static final String NOTHING_FOR_PORTS =
      "chooses ports, and nothing is asked for them: add %s, or another key for every port";
  private static final String NOT_LISTED =
      "speaks of a port that %s does not list by its name: list '%s' there, or add %s";
  private static final String MAYBE_LISTED =
      "speaks of port '%s', which %s does not list by its name, but may list by its number: whether"
          + " %s is for it too cannot be told; list '%s' there, or add %s";
  private static final String CONTRADICTION =
      "'deny' drops every packet%s on the WAN, and %s would say how they travel: remove one or the"
          + " other%s";
  private static final String SPLIT_BY_PORTS = ", or list in %s only the ports that %s is for";
  private static final Set<Word> TRAVEL =
      Set.of(Word.TUNNEL, Word.ENCRYPTION, Word.INSPECT, Word.DSCP);

  private final AnnotationLayers layers;
  private final EffectiveKeys effective;
  private final List<ParsedAnnotation> invalid = new ArrayList<>();

  /** What each denial is already said to contradict: a port's says no more than is left. */
  private final Map<ParsedAnnotation, Set<ParsedAnnotation>> contradicted = new HashMap<>();

  private CombinationCheck(AnnotationLayers layers, EffectiveKeys effective) {
    this.layers = layers;
    this.effective = effective;
  }

  /** Each annotation that cannot be used so, with the error; defaults too. */
  static List<ParsedAnnotation> of(AnnotationLayers layers, EffectiveKeys effective) {
    CombinationCheck check = new CombinationCheck(layers, effective);
    layers.own().known().forEach(check::checkFallback);
    layers.own().general(Word.PORTS).ifPresent(check::checkPorts);
    effective.perPort().forEach(check::checkNumbers);
    effective.decisions().filter(check::isForAPort).forEach(check::checkDenial);
    return check.invalid;
  }

  /** The errors about the defaults of a Namespace by themselves, where each is right. */
  static List<Diagnostic> ofDefaults(Subject namespace, ObjectAnnotations defaults) {
    if (defaults.inOrder().stream().anyMatch(ParsedAnnotation::isInvalid)) {
      return List.of();
    }
    AnnotationLayers layers = AnnotationLayers.of(ObjectAnnotations.NONE, defaults);
    return of(layers, EffectiveKeys.of(layers)).stream()
        .flatMap(annotation -> annotation.diagnostic(namespace).stream())
        .toList();
  }

  private void checkFallback(AnnotationKey key, ParsedAnnotation fallback) {
    if (key.word() != Word.FALLBACK) {
      return;
    }
    String port = key.port();
    if (key.isGeneral()) {
      if (effective.decisions().noneMatch(decision -> decision.has(Word.TUNNEL))) {
        add(fallback, INCOMPLETE_INTENT, NO_TUNNEL.formatted("", key(Word.TUNNEL, port)));
      }
    } else if (!layers.decide(port, PortSelection.EVERY).has(Word.TUNNEL)) {
      String either = key(Word.TUNNEL, port) + " or " + general(Word.TUNNEL);
      add(fallback, INCOMPLETE_INTENT, NO_TUNNEL.formatted(" port '" + port + "'", either));
    } else if (!layers.decide(port, effective.selection()).has(Word.TUNNEL)) {
      String tunnel = key(Word.TUNNEL, port);
      add(fallback, INCOMPLETE_INTENT, NOT_LISTED.formatted(general(Word.PORTS), port, tunnel));
    }
  }

  private void checkPorts(ParsedAnnotation ports) {
    if (effective.general().isEmpty() && !haveOwnDecisions(ports.value().ports())) {
      add(ports, INCOMPLETE_INTENT, NOTHING_FOR_PORTS.formatted(general(Word.TUNNEL)));
    }
  }

  private boolean haveOwnDecisions(PortSelection selection) {
    return selection.kind() == PortSelection.Kind.LISTED
        && selection.ports().stream().allMatch(effective::hasPart);
  }

  /** A number in {@code ports} may be that of a port with keys of its own. */
  private void checkNumbers(PortDecision decision) {
    PortSelection selection = effective.selection();
    String port = decision.port();
    if (selection.coversName(port) || selection.ports().stream().noneMatch(PortRef::isNumber)) {
      return;
    }
    Map<Word, ParsedAnnotation> open =
        new LinkedHashMap<>(layers.decide(port, PortSelection.EVERY).words());
    open.keySet().removeAll(decision.words().keySet());
    open.remove(Word.FALLBACK);
    if (!open.isEmpty()) {
      decision.words().values().stream()
          .filter(annotation -> !annotation.isGeneral())
          .findFirst()
          .ifPresent(annotation -> add(annotation, INCOMPLETE_INTENT, maybeListed(port, open)));
    }
  }

  private static String maybeListed(String port, Map<Word, ParsedAnnotation> open) {
    return MAYBE_LISTED.formatted(
        port,
        general(Word.PORTS),
        list(open.values(), CombinationCheck::quotedKey),
        port,
        list(open.keySet(), word -> key(word, port)));
  }

  private void checkDenial(PortDecision decision) {
    ParsedAnnotation access = decision.words().get(Word.ACCESS);
    if (access == null || !access.value().denies()) {
      return;
    }
    List<ParsedAnnotation> travel =
        decision.words().entrySet().stream()
            .filter(entry -> TRAVEL.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .filter(other -> other.ref().object().equals(access.ref().object()))
            .filter(contradicted.computeIfAbsent(access, absent -> new HashSet<>())::add)
            .toList();
    List<ParsedAnnotation> all = Stream.concat(Stream.of(access), travel.stream()).toList();
    if (!travel.isEmpty()) {
      List<String> general =
          all.stream()
              .filter(ParsedAnnotation::isGeneral)
              .map(CombinationCheck::quotedKey)
              .toList();
      String port = decision.port();
      add(
          access,
          CONTRADICTORY_INTENT,
          CONTRADICTION.formatted(
              port.equals(GENERAL) ? "" : " of port '" + port + "'",
              list(
                  travel,
                  other -> other.ref().key() + " '" + Excerpt.of(other.ref().value()) + "'"),
              general.isEmpty() || general.size() == all.size()
                  ? ""
                  : SPLIT_BY_PORTS.formatted(general(Word.PORTS), String.join(", ", general))));
    }
  }

  /** False for the general decision where every port that it could be for has its own. */
  private boolean isForAPort(PortDecision decision) {
    return !decision.port().equals(GENERAL) || !haveOwnDecisions(effective.selection());
  }

  private static String quotedKey(ParsedAnnotation annotation) {
    return "'" + annotation.ref().key() + "'";
  }

  private static String key(Word word, String port) {
    return "'" + new AnnotationKey(word, port) + "'";
  }

  private static String general(Word word) {
    return key(word, GENERAL);
  }

  private static <T> String list(Collection<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(", "));
  }

  private void add(ParsedAnnotation annotation, DiagnosticCode code, String predicate) {
    invalid.add(new ParsedAnnotation(annotation.ref(), ParseResult.error(code, predicate)));
  }
}
