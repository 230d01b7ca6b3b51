package dev.fairway.k8s.manifest;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.k8s.objects.KubernetesObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The reader of Services, EndpointSlices, Nodes, Namespaces, Pods, and of objects of any kind that
 * make pods from a template, from files. Other objects are counted and ignored. An object without a
 * namespace is in {@code default}.
 *
 * <p>A file that cannot be read to its end makes the reading incomplete; what stands before the
 * broken place, and in other files, is still read. So does a document without a {@code kind}: that
 * is what is left of a list whose end is cut off, since {@code kubectl} prints {@code kind} after
 * {@code items}. (A file of several YAML documents that is cut off exactly between two of them
 * cannot be told from a shorter file.)
 *
 * <p>The order of paths, files and documents has no effect.
 */
public final class ManifestReader {

  private final SortedSet<Diagnostic> diagnostics = new TreeSet<>();
  private final SortedMap<String, Integer> ignored = new TreeMap<>();
  private final SortedMap<ObjectName, List<Occurrence>> occurrences = new TreeMap<>();
  private final List<HasMetadata> objects = new ArrayList<>();

  /** An object in a file, which may be in others too. */
  private record Occurrence(String file, UnstructuredObject object) {}

  /**
   * Which object a manifest describes. Order: by kind, namespace, name.
   *
   * @param kind its kind
   * @param type its kind as written; with its API version where the kind is {@link
   *     ManifestKind#CUSTOM_WORKLOAD}
   * @param namespace its namespace; empty where the kind has none
   * @param name its name
   */
  private record ObjectName(ManifestKind kind, String type, String namespace, String name)
      implements Comparable<ObjectName> {

    private static final Comparator<ObjectName> ORDER =
        Comparator.comparing(ObjectName::kind)
            .thenComparing(ObjectName::type)
            .thenComparing(ObjectName::namespace)
            .thenComparing(ObjectName::name);

    @Override
    public int compareTo(ObjectName other) {
      return ORDER.compare(this, other);
    }

    /** {@code Service shop/cart}. */
    @Override
    public String toString() {
      return type + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
  }

  private ManifestReader() {}

  /**
   * Reads files, folders (every {@code *.yaml}, {@code *.yml} and {@code *.json} in them, at any
   * depth) and {@code -}.
   *
   * @param paths what to read
   * @param standardInput read to its end where a path is {@code -}, else left alone; not closed
   */
  public static ParsedManifests read(Collection<String> paths, InputStream standardInput) {
    ManifestReader reader = new ManifestReader();
    ManifestPaths.read(paths, standardInput, reader::missing).forEach(reader::read);
    reader.occurrences.forEach(reader::bind);
    return new ParsedManifests(
        KubernetesObjects.of(reader.objects),
        reader.diagnostics.isEmpty(),
        reader.ignored,
        List.copyOf(reader.diagnostics));
  }

  private void read(FileContent content) {
    List<Object> documents = new ArrayList<>();
    Optional<DocumentParser.Problem> problem = DocumentParser.parse(content, documents);
    for (int number = 1; number <= documents.size(); number++) {
      read(content.name(), "document " + number, documents.get(number - 1));
    }
    problem.ifPresent(cut -> malformedFile(content.name(), cut.where(), cut.message()));
  }

  private void read(String file, String where, Object document) {
    if (document instanceof Map<?, ?> fields) {
      read(file, where, new UnstructuredObject(fields));
    } else {
      malformedFile(file, where, where + " is no Kubernetes object");
    }
  }

  private void read(String file, String where, UnstructuredObject tree) {
    if (tree.kind().isEmpty() || tree.apiVersion().isEmpty()) {
      String missing = tree.kind().isEmpty() ? "kind" : "apiVersion";
      malformedFile(
          file, where, where + " has no '" + missing + "': no Kubernetes object, or cut off");
    } else if (tree.isCutOffList()) {
      malformedFile(
          file, where, where + " has items and is of kind '" + tree.kind() + "': it is cut off");
    } else if (tree.isList()) {
      items(file, where, tree);
    } else {
      ManifestKind.of(tree.apiVersion(), tree.kind())
          .ifPresentOrElse(
              kind -> name(file, where, kind, tree), () -> customWorkload(file, where, tree));
    }
  }

  private void customWorkload(String file, String where, UnstructuredObject tree) {
    if (tree.podTemplate().isEmpty() || ModelBinding.customWorkload(tree).isEmpty()) {
      ignored.merge(tree.type(), 1, Integer::sum);
    } else {
      name(file, where, ManifestKind.CUSTOM_WORKLOAD, tree);
    }
  }

  private void items(String file, String where, UnstructuredObject list) {
    int number = 0;
    for (Object item : list.items()) {
      number++;
      String place = where + ", item " + number;
      if (item instanceof Map<?, ?> fields) {
        read(file, place, list.item(fields));
      } else {
        malformedFile(file, place, place + " is no Kubernetes object");
      }
    }
  }

  private void name(String file, String where, ManifestKind kind, UnstructuredObject tree) {
    if (tree.name().isEmpty()) {
      malformedObject(
          file, where, "metadata.name", where + ": a " + kind.kind() + " without a name");
      return;
    }
    UnstructuredObject named = kind.namespaced() ? tree.inNamespace() : tree;
    ObjectName name =
        new ObjectName(
            kind,
            kind == ManifestKind.CUSTOM_WORKLOAD ? tree.type() : tree.kind(),
            kind.namespaced() ? named.namespace() : "",
            named.name());
    occurrences.computeIfAbsent(name, absent -> new ArrayList<>()).add(new Occurrence(file, named));
  }

  /**
   * Binds an object that has the same content wherever it occurs. Different contents are an error,
   * because nothing tells which is meant: the order of files certainly does not.
   */
  private void bind(ObjectName name, List<Occurrence> found) {
    if (found.stream().map(Occurrence::object).distinct().count() > 1) {
      diagnostics.add(duplicate(name, found));
    } else {
      bind(name, found.get(0).file, found.get(0).object);
    }
  }

  private static Diagnostic duplicate(ObjectName name, List<Occurrence> found) {
    List<String> files = found.stream().map(Occurrence::file).distinct().sorted().toList();
    String where =
        files.size() == 1 ? "twice in " + files.get(0) : "in " + String.join(" and in ", files);
    return Diagnostic.error(
        DiagnosticCode.DUPLICATE_OBJECT,
        subject(files.get(0)),
        "",
        name.toString(),
        name + " stands " + where + " with different content; none of them is used");
  }

  private void bind(ObjectName name, String file, UnstructuredObject tree) {
    missingPart(name, tree)
        .ifPresentOrElse(
            part -> malformedObject(file, name.toString(), part, name + " has no '" + part + "'"),
            () -> bindWhole(name, file, tree));
  }

  /** The part without which an object of the kind says nothing. */
  private static Optional<String> missingPart(ObjectName name, UnstructuredObject tree) {
    return switch (name.kind()) {
      case SERVICE,
          POD,
          DEPLOYMENT,
          STATEFUL_SET,
          DAEMON_SET,
          REPLICA_SET,
          REPLICATION_CONTROLLER,
          JOB ->
          tree.fields().get("spec") == null ? Optional.of("spec") : Optional.empty();
      case ENDPOINT_SLICE ->
          tree.fields().get("addressType") == null ? Optional.of("addressType") : Optional.empty();
      case NODE, NAMESPACE, CUSTOM_WORKLOAD -> Optional.empty();
    };
  }

  private void bindWhole(ObjectName name, String file, UnstructuredObject tree) {
    try {
      objects.add(
          name.kind() == ManifestKind.CUSTOM_WORKLOAD
              ? ModelBinding.customWorkload(tree).orElseThrow()
              : ModelBinding.bind(name.kind(), tree.fields()));
    } catch (IllegalArgumentException refused) {
      String field = ModelBinding.field(refused);
      malformedObject(
          file,
          name.toString(),
          field,
          name
              + ": field '"
              + field
              + "' has a value of another type than Kubernetes"
              + " has there; a text that looks like a number needs quotes");
    }
  }

  private void missing(String path, String why) {
    diagnostics.add(Diagnostic.error(DiagnosticCode.MISSING_FILE, subject(path), "", path, why));
  }

  private void malformedFile(String file, String where, String message) {
    diagnostics.add(
        Diagnostic.error(DiagnosticCode.MALFORMED_FILE, subject(file), "", where, message));
  }

  private void malformedObject(String file, String object, String field, String message) {
    diagnostics.add(
        Diagnostic.error(DiagnosticCode.MALFORMED_OBJECT, subject(file), field, object, message));
  }

  private static Subject subject(String file) {
    return new Subject(Subject.Kind.FILE, file);
  }
}
