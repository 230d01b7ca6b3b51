package dev.fairway.k8s.manifest;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The reader of Services, EndpointSlices, Endpoints, Nodes, Namespaces, Pods, and of objects of any
 * kind that make pods from a template, from files: as {@code kubectl} reads them, and refused where
 * it refuses them. Endpoints that a cluster would mirror become slices. Other objects are counted
 * and ignored. An object without a namespace is in the one given, as with {@code kubectl
 * --namespace}.
 *
 * <p>A file that cannot be read to its end makes the reading incomplete; its other documents, and
 * other files, are still read. So does a document without a {@code kind}: that is what is left of a
 * list whose end is cut off, since {@code kubectl} prints {@code kind} after {@code items}. (A file
 * of several YAML documents that is cut off exactly between two of them cannot be told from a
 * shorter file.)
 *
 * <p>The order of paths, files and documents has no effect.
 */
public final class ManifestReader {

  private final SortedSet<Diagnostic> diagnostics = new TreeSet<>();
  private final SortedMap<String, Integer> ignored = new TreeMap<>();
  private final SortedMap<ObjectName, List<Occurrence>> occurrences = new TreeMap<>();
  private final List<HasMetadata> objects = new ArrayList<>();
  private final MisplacedAnnotations misplaced = new MisplacedAnnotations();
  private final String namespace;
  private boolean complete = true;
  private boolean mappedComplete = true;

  /**
   * An object in a file, which may be in others too.
   *
   * @param file the file's name
   * @param written as it stands there
   * @param object in its kind's present version, with its namespace and name
   */
  private record Occurrence(String file, UnstructuredObject written, UnstructuredObject object) {

    boolean isUpToDate() {
      return written.apiVersion().equals(object.apiVersion());
    }
  }

  private ManifestReader(String namespace) {
    this.namespace = namespace;
  }

  /**
   * Reads files, folders (every {@code *.yaml}, {@code *.yml} and {@code *.json} in them, at any
   * depth) and {@code -}. Objects that name no namespace are in {@code default}.
   *
   * @param paths what to read
   * @param standardInput read to its end where a path is {@code -}, else left alone; not closed
   */
  public static ParsedManifests read(Collection<String> paths, InputStream standardInput) {
    return read(paths, standardInput, "");
  }

  /**
   * As {@link #read(Collection, InputStream)}, in a namespace.
   *
   * @param namespace that of objects that name none; one that names another is refused, as {@code
   *     kubectl --namespace} refuses it. Empty: {@code default}, and none is refused
   */
  public static ParsedManifests read(
      Collection<String> paths, InputStream standardInput, String namespace) {
    ManifestReader reader = new ManifestReader(namespace);
    ManifestPaths.read(paths, standardInput, reader::missing).forEach(reader::read);
    reader.occurrences.forEach(reader::bind);
    reader.objects.addAll(EndpointsMirroring.slices(reader.objects));
    reader.diagnostics.addAll(reader.misplaced.diagnostics());
    return new ParsedManifests(
        KubernetesObjects.of(reader.objects),
        reader.complete,
        reader.mappedComplete,
        reader.ignored,
        List.copyOf(reader.diagnostics));
  }

  private void read(FileContent content) {
    DocumentParser.parse(
        content,
        document -> read(content.name(), "the document", document),
        problem -> problem(content.name(), problem));
  }

  private void problem(String file, DocumentProblem problem) {
    if (problem.fatal()) {
      malformedFile(file, problem.where(), problem.message());
    } else {
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.MALFORMED_FILE,
              subject(file),
              "",
              problem.where(),
              problem.message()));
    }
  }

  private void read(String file, String what, Object document) {
    if (document instanceof Map<?, ?> fields) {
      read(file, where(fields), new UnstructuredObject(fields));
    } else {
      malformedFile(file, "", what + " is no Kubernetes object");
    }
  }

  private static String where(Map<?, ?> fields) {
    return fields instanceof LocatedMap located ? "line " + located.line() : "";
  }

  private void read(String file, String where, UnstructuredObject tree) {
    if (tree.kind().isEmpty() || tree.apiVersion().isEmpty()) {
      String missing = tree.kind().isEmpty() ? "kind" : "apiVersion";
      malformedFile(
          file, where, where + ": there is no '" + missing + "': no Kubernetes object, or cut off");
    } else if (tree.isCutOffList()) {
      malformedFile(
          file,
          where,
          where + ": an object with items of kind '" + tree.kind() + "': it is cut off");
    } else if (tree.isList()) {
      items(file, where, tree);
    } else {
      Optional<ManifestKind> known = ManifestKind.of(tree.apiVersion(), tree.kind());
      if (known.filter(ManifestKind::isAnnotated).isEmpty()) {
        misplaced.add(file, tree);
      }
      known.ifPresentOrElse(
          kind -> occurrence(file, where, kind, tree), () -> customWorkload(file, where, tree));
    }
  }

  private void customWorkload(String file, String where, UnstructuredObject tree) {
    if (tree.podTemplate().isEmpty() || ModelBinding.customWorkload(tree).isEmpty()) {
      ignored.merge(tree.type(), 1, Integer::sum);
    } else {
      occurrence(file, where, ManifestKind.CUSTOM_WORKLOAD, tree);
    }
  }

  private void items(String file, String where, UnstructuredObject list) {
    int number = 0;
    for (Object item : list.items()) {
      number++;
      if (item instanceof Map<?, ?> fields) {
        read(file, where(fields), list.item(fields));
      } else {
        malformedFile(
            file, where, where + ": item " + number + " of the list is no Kubernetes object");
      }
    }
  }

  private void occurrence(String file, String where, ManifestKind kind, UnstructuredObject tree) {
    if (tree.name().isEmpty() && tree.generateName().isEmpty()) {
      malformedObject(
          kind,
          file,
          "the " + tree.kind() + " in " + where,
          "metadata.name",
          where + ": a " + tree.kind() + " without a name");
      return;
    }
    UnstructuredObject named = tree.name().isEmpty() ? generated(file, where, tree) : tree;
    if (kind.namespaced()) {
      String other = named.writtenNamespace();
      if (!namespace.isEmpty() && !other.isEmpty() && !other.equals(namespace)) {
        foreignNamespace(file, kind, ObjectName.of(kind, named));
        return;
      }
      named = named.inNamespace(namespace.isEmpty() ? ObjectFields.DEFAULT_NAMESPACE : namespace);
    }
    occurrences
        .computeIfAbsent(ObjectName.of(kind, named), absent -> new ArrayList<>())
        .add(new Occurrence(file, tree, kind.upToDate(named)));
  }

  /** The object with a name of the form that the API server makes up, a function of its content. */
  private UnstructuredObject generated(String file, String where, UnstructuredObject tree) {
    String suffix = Integer.toString(tree.fields().hashCode() & Integer.MAX_VALUE, 36);
    UnstructuredObject named =
        tree.named(tree.generateName() + ("00000" + suffix).substring(suffix.length()));
    if (tree.kind().equals("Service")) {
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.MALFORMED_OBJECT,
              subject(file),
              "metadata.generateName",
              tree.generateName(),
              where
                  + ": a Service with generateName gets its name when it is created, anew each"
                  + " time; it is planned as '"
                  + named.name()
                  + "'"));
    }
    return named;
  }

  private void foreignNamespace(String file, ManifestKind kind, ObjectName name) {
    malformedObject(
        kind,
        file,
        name.toString(),
        "metadata.namespace",
        name
            + " is not in the namespace given, '"
            + namespace
            + "': kubectl refuses it, and so it is not used; leave --namespace out, or name no"
            + " namespace in the file");
  }

  /**
   * Binds an object that has the same content wherever it occurs. Different contents are an error,
   * because nothing tells which is meant: the order of files certainly does not. Of two API
   * versions of one object the present one counts.
   */
  private void bind(ObjectName name, List<Occurrence> all) {
    List<Occurrence> upToDate = all.stream().filter(Occurrence::isUpToDate).toList();
    List<Occurrence> found = upToDate.isEmpty() ? all : upToDate;
    if (found.stream().map(Occurrence::object).distinct().count() > 1) {
      duplicate(name, found);
    } else {
      bind(name, found.get(0));
    }
  }

  private void duplicate(ObjectName name, List<Occurrence> found) {
    List<String> files = found.stream().map(Occurrence::file).distinct().sorted().toList();
    String where =
        files.size() == 1 ? "twice in " + files.get(0) : "in " + String.join(" and in ", files);
    incomplete(name.kind().isMapped());
    diagnostics.add(
        Diagnostic.error(
            DiagnosticCode.DUPLICATE_OBJECT,
            subject(files.get(0)),
            "",
            name.toString(),
            name + " stands " + where + " with different content; none of them is used"));
  }

  private void bind(ObjectName name, Occurrence found) {
    String mandatory = name.kind().mandatoryField();
    if (!mandatory.isEmpty() && found.object.fields().get(mandatory) == null) {
      malformedObject(
          name.kind(),
          found.file,
          name.toString(),
          mandatory,
          name + in(found.written.fields()) + " has no '" + mandatory + "'");
      return;
    }
    try {
      objects.add(ModelBinding.bind(name.kind(), found.object));
    } catch (IllegalArgumentException failure) {
      BindingRefusal refusal = BindingRefusal.of(failure, found.written.fields());
      malformedObject(
          name.kind(),
          found.file,
          name.toString(),
          refusal.field(),
          name
              + ": field '"
              + refusal.field()
              + "'"
              + (refusal.line() == 0 ? "" : " in line " + refusal.line())
              + " "
              + refusal.why());
    }
  }

  private static String in(Map<?, ?> fields) {
    String where = where(fields);
    return where.isEmpty() ? "" : " in " + where;
  }

  private void missing(String path, String why) {
    incomplete(true);
    diagnostics.add(Diagnostic.error(DiagnosticCode.MISSING_FILE, subject(path), "", path, why));
  }

  private void malformedFile(String file, String where, String message) {
    incomplete(true);
    diagnostics.add(
        Diagnostic.error(DiagnosticCode.MALFORMED_FILE, subject(file), "", where, message));
  }

  private void malformedObject(
      ManifestKind kind, String file, String object, String field, String message) {
    incomplete(kind.isMapped());
    diagnostics.add(
        Diagnostic.error(DiagnosticCode.MALFORMED_OBJECT, subject(file), field, object, message));
  }

  private void incomplete(boolean mapped) {
    complete = false;
    mappedComplete &= !mapped;
  }

  private static Subject subject(String file) {
    return new Subject(Subject.Kind.FILE, file);
  }
}
