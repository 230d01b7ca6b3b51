package dev.fairway.k8s.manifest;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.ServiceControls;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The objects of files that have an annotation of Fairway's and are neither Services nor
 * Namespaces, so that it has no effect there: a workload, its pods' template, a Service of another
 * API group or version, a kind that is misspelt.
 */
final class MisplacedAnnotations {

  private final SortedMap<Place, SortedSet<String>> objects = new TreeMap<>();

  /** What one diagnostic is about. */
  private record Place(String file, String type, String key, boolean template)
      implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::file)
            .thenComparing(Place::type)
            .thenComparing(Place::key)
            .thenComparing(Place::template);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** Looks at an object of another kind, and at the template of its pods. */
  void add(String file, UnstructuredObject object) {
    keys(object.fields()).forEach(key -> add(new Place(file, object.type(), key, false), object));
    keys(object.podTemplate())
        .forEach(key -> add(new Place(file, object.type(), key, true), object));
  }

  private void add(Place place, UnstructuredObject object) {
    objects
        .computeIfAbsent(place, absent -> new TreeSet<>())
        .add(object.name().isEmpty() ? object.generateName() : object.name());
  }

  private static Stream<String> keys(Map<?, ?> fields) {
    Map<?, ?> metadata = UnstructuredObject.map(fields, "metadata");
    return UnstructuredObject.map(metadata, "annotations").keySet().stream()
        .map(String::valueOf)
        .filter(IntentAnnotations::isOurs);
  }

  /** A warning for each file, type of object and key. */
  List<Diagnostic> diagnostics() {
    return objects.entrySet().stream()
        .map(entry -> diagnostic(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Diagnostic diagnostic(Place place, SortedSet<String> names) {
    int more = names.size() - 1;
    return Diagnostic.warning(
        DiagnosticCode.IGNORED_KEY,
        new Subject(Subject.Kind.FILE, place.file),
        place.key,
        names.first(),
        "the annotation "
            + place.key
            + (place.template ? " in the pod template of " : " of ")
            + place.type
            + " '"
            + names.first()
            + "'"
            + (more > 0 ? " and " + more + " more" : "")
            + " is not read: it belongs on a v1/Service"
            + (ServiceControls.isControl(place.key) ? "" : " or a v1/Namespace"));
  }
}
