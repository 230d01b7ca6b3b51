package dev.fairway.k8s.manifest;

import dev.fairway.k8s.manifest.ModelBinding.BindingException;
import dev.fairway.k8s.objects.KubernetesObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Services, EndpointSlices, Nodes, Namespaces, Pods, Deployments, StatefulSets and DaemonSets
 * from files. Other kinds are counted and passed over. An object without a namespace is in {@code
 * default}.
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

  private final FileDiagnostics findings = new FileDiagnostics();
  private final DuplicateObjects sightings = new DuplicateObjects();
  private final List<HasMetadata> objects = new ArrayList<>();

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
    ManifestPaths.read(paths, standardInput, reader.findings).forEach(reader::sight);
    reader.sightings.settle(reader.findings, reader::bind);
    return new ParsedManifests(
        KubernetesObjects.of(reader.objects),
        reader.findings.diagnostics().isEmpty(),
        reader.findings.ignored(),
        reader.findings.diagnostics());
  }

  private void sight(FileContent content) {
    ParsedDocuments parsed = DocumentParser.parse(content);
    int number = 0;
    for (Object document : parsed.documents()) {
      number++;
      sight(content.name(), "document " + number, document);
    }
    parsed
        .problem()
        .ifPresent(
            problem ->
                findings.malformedFile(
                    content.name(),
                    problem.where(),
                    problem.where().isEmpty()
                        ? problem.what()
                        : problem.where() + ": " + problem.what()));
  }

  private void sight(String file, String where, Object document) {
    if (document instanceof Map<?, ?> fields) {
      sight(file, where, new UnstructuredObject(fields));
    } else {
      findings.malformedFile(file, where, where + " is no Kubernetes object");
    }
  }

  private void sight(String file, String where, UnstructuredObject tree) {
    if (tree.kind().isEmpty() || tree.apiVersion().isEmpty()) {
      String missing = tree.kind().isEmpty() ? "kind" : "apiVersion";
      findings.malformedFile(
          file, where, where + " has no '" + missing + "': no Kubernetes object, or cut off");
    } else if (tree.isCutOffList()) {
      findings.malformedFile(
          file, where, where + " has items and is of kind '" + tree.kind() + "': it is cut off");
    } else if (tree.isList()) {
      items(file, where, tree);
    } else {
      ManifestKind.of(tree.apiVersion(), tree.kind())
          .ifPresentOrElse(
              kind -> name(file, where, kind, tree),
              () -> findings.ignore(tree.apiVersion(), tree.kind()));
    }
  }

  private void items(String file, String where, UnstructuredObject list) {
    int number = 0;
    for (Object item : list.items()) {
      number++;
      String place = where + ", item " + number;
      if (item instanceof Map<?, ?> fields) {
        sight(file, place, list.item(fields));
      } else {
        findings.malformedFile(file, place, place + " is no Kubernetes object");
      }
    }
  }

  private void name(String file, String where, ManifestKind kind, UnstructuredObject tree) {
    if (tree.name().isEmpty()) {
      findings.malformedObject(
          file, where, "metadata.name", where + ": a " + kind.kind() + " without a name");
      return;
    }
    UnstructuredObject named = kind.namespaced() ? tree.inNamespace() : tree;
    sightings.add(
        new ObjectName(kind, kind.namespaced() ? named.namespace() : "", named.name()),
        file,
        named);
  }

  private void bind(ObjectName name, String file, UnstructuredObject tree) {
    missingPart(name, tree)
        .ifPresentOrElse(
            part ->
                findings.malformedObject(
                    file, name.toString(), part, name + " has no '" + part + "'"),
            () -> bindWhole(name, file, tree));
  }

  /** The part without which an object of the kind says nothing. */
  private static Optional<String> missingPart(ObjectName name, UnstructuredObject tree) {
    return switch (name.kind()) {
      case SERVICE, POD, DEPLOYMENT, STATEFUL_SET, DAEMON_SET ->
          tree.fields().get("spec") == null ? Optional.of("spec") : Optional.empty();
      case ENDPOINT_SLICE ->
          tree.fields().get("addressType") == null ? Optional.of("addressType") : Optional.empty();
      case NODE, NAMESPACE -> Optional.empty();
    };
  }

  private void bindWhole(ObjectName name, String file, UnstructuredObject tree) {
    try {
      objects.add(ModelBinding.bind(name.kind(), tree.fields()));
    } catch (BindingException refused) {
      findings.malformedObject(
          file,
          name.toString(),
          refused.field(),
          name
              + ": field '"
              + refused.field()
              + "' has a value of another type than Kubernetes"
              + " has there; a text that looks like a number needs quotes");
    }
  }
}
