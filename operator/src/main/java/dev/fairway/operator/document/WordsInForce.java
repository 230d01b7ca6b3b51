package dev.fairway.operator.document;

import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.AnnotationRef;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.Dscp;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.Transport;
import dev.fairway.operator.document.ExplainDocument.WordView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of the intent that is in force for a Service, each with the annotations that it comes
 * from.
 */
final class WordsInForce {

  private final List<AnnotationRef> annotations;

  private WordsInForce(List<AnnotationRef> annotations) {
    this.annotations = annotations;
  }

  /** The words, by part of the intent; none where {@code tunnel} and {@code fallback} are all. */
  static List<WordView> of(ResolvedService service) {
    List<PortIntent> parts =
        service.declaration().inForce().map(ServiceIntent::parts).orElse(List.of());
    if (parts.stream().noneMatch(WordsInForce::hasMore)) {
      return List.of();
    }
    boolean declared = service.declaration() instanceof Declaration.Valid;
    WordsInForce words =
        new WordsInForce(declared ? service.state().reading().annotations() : List.of());
    return parts.stream().flatMap(part -> words.of(part).stream()).toList();
  }

  private static boolean hasMore(PortIntent part) {
    return part.segment().isPresent()
        || part.treatment()
            .filter(treatment -> !TreatmentWords.besidesSteer(treatment).isEmpty())
            .isPresent();
  }

  private List<WordView> of(PortIntent part) {
    Map<String, String> values = new LinkedHashMap<>();
    part.treatment().map(TreatmentWords::all).ifPresent(values::putAll);
    part.segment().map(Segment::value).ifPresent(name -> values.put(TreatmentWords.SEGMENT, name));
    List<WordView> views = new ArrayList<>();
    values.forEach(
        (word, value) -> {
          Set<AnnotationRef> from = sources(part.ports(), word, value);
          if (from.isEmpty()) {
            views.add(new WordView(part.ports().text(), word, value, "", ""));
          }
          from.forEach(
              ref ->
                  views.add(
                      new WordView(
                          part.ports().text(), word, value, ref.object().toString(), ref.key())));
        });
    return views;
  }

  /** The annotations that say the word so for these ports; each port has the first that does. */
  private Set<AnnotationRef> sources(PortSelection ports, String word, String value) {
    List<AnnotationRef> saying =
        annotations.stream().filter(ref -> says(ref, word, value)).toList();
    Set<AnnotationRef> sources = new LinkedHashSet<>();
    if (ports.kind() == PortSelection.Kind.LISTED) {
      ports.ports().forEach(port -> first(saying, port).ifPresent(sources::add));
    } else {
      first(saying, "").ifPresent(sources::add);
    }
    return sources;
  }

  /** The Service's own before its Namespace's, and of each that for the port before the general. */
  private static Optional<AnnotationRef> first(List<AnnotationRef> saying, String port) {
    return saying.stream()
        .filter(ref -> ref.ports().isEmpty() || ref.ports().contains(port))
        .min(
            Comparator.comparing((AnnotationRef ref) -> ref.object().kind() != Subject.Kind.SERVICE)
                .thenComparing(ref -> ref.ports().isEmpty()));
  }

  private static boolean says(AnnotationRef ref, String word, String value) {
    boolean alias = word.equals(TreatmentWords.TUNNEL) && ref.key().equals(IntentAnnotations.ALIAS);
    return (alias || ref.isFor(word))
        && switch (word) {
          case TreatmentWords.TUNNEL ->
              ref.transports().stream()
                  .map(Transport::value)
                  .collect(Collectors.toSet())
                  .equals(names(value));
          case TreatmentWords.DSCP -> isMark(ref.value(), value);
          case TreatmentWords.ACCESS -> ref.names().equals(sites(value));
          case TreatmentWords.INSPECT, TreatmentWords.SEGMENT -> ref.names().equals(names(value));
          default -> ref.value().strip().equals(value);
        };
  }

  /** The sites of {@code from=100,200}; none of {@code deny}. */
  private static Set<String> sites(String access) {
    int equals = access.indexOf('=');
    return equals < 0 ? Set.of() : names(access.substring(equals + 1));
  }

  private static Set<String> names(String list) {
    return Set.of(list.split(",", -1));
  }

  private static boolean isMark(String written, String value) {
    try {
      return Dscp.parse(written.strip()).text().equals(value);
    } catch (IllegalArgumentException other) {
      return false;
    }
  }
}
