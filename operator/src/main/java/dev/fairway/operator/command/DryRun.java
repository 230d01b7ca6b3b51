package dev.fairway.operator.command;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.assume.AssumedPods;
import dev.fairway.k8s.manifest.EndpointAdvice;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.run.SettingsMapping;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.operator.settings.SettingsReading;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.runtime.DeadlineCallContext;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LastLook;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sync that writes nothing: Services from files, the WAN from a backend, and the plan that they
 * lead to. Not thread-safe; close it.
 */
final class DryRun implements AutoCloseable {

  /** The fabric is observed for the answer itself. */
  private static final LastLook JUST_NOW = new LastLook(Optional.of(Duration.ZERO), true);

  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  /** For each workload and site: more would say nothing new, and take long to make. */
  private static final int MOST_ASSUMED_PODS = 1_000;

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** What is said of a Service whose endpoints are fewer than it asks for. */
  private static final Set<DiagnosticCode> WANTING =
      EnumSet.of(DiagnosticCode.NO_ENDPOINTS, DiagnosticCode.NO_SUCH_PORT_IN_SLICES);

  private final SdwanBackend backend;
  private final QueryService queries;

  private DryRun(SdwanBackend backend, QueryService queries) {
    this.backend = backend;
    this.queries = queries;
  }

  /**
   * Reads everything and plans.
   *
   * @throws ProblemException where there is nothing to work on
   */
  static DryRun open(SourceOptions source, Console console, BackendCatalog catalog) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (source.paths.isEmpty()) {
      throw ProblemException.ofArgument(
          "say which Services are meant: -f PATH... for manifests or a dump of a cluster",
          List.of());
    }
    if (source.assumedPods < 0 || source.assumedPods > MOST_ASSUMED_PODS) {
      throw ProblemException.ofArgument(
          "--assume-pods " + source.assumedPods + " is not within 0 to " + MOST_ASSUMED_PODS,
          List.of());
    }
    if (!source.namespace.isEmpty() && !NAMESPACE.matcher(source.namespace).matches()) {
      throw ProblemException.ofArgument(
          "--namespace '" + source.namespace + "' is not the name of a namespace, as 'shop' is",
          List.of());
    }
    Settings settings = settings(source, console, diagnostics);
    ParsedManifests manifests = ManifestReader.read(source.paths, console.in(), source.namespace);
    diagnostics.addAll(manifests.diagnostics());
    SdwanBackend backend = BackendFactory.of(settings, catalog);
    try {
      PolicySync sync = PolicySync.with(backend).using(SettingsMapping.planning(settings));
      KubernetesObjects objects = manifests.objects();
      if (source.assumedPods > 0) {
        AssumedPods.Result assumed =
            AssumedPods.make(
                objects,
                sync.inventory().inventory().networks(),
                SettingsMapping.cluster(settings),
                source.assumedPods);
        objects = objects.and(assumed.objects());
        diagnostics.addAll(assumed.diagnostics());
      } else if (objects.endpointSlices().isEmpty() && !objects.services().isEmpty()) {
        diagnostics.add(noEndpoints());
      }
      FleetSnapshot fleet = fleet(settings, objects, isComplete(manifests, source));
      PlannedSync planned = sync.prepare(fleet);
      SyncReport report = sync.apply(planned);
      QueryService queries =
          new QueryService(planned, report, JUST_NOW, addressesOf(objects.pods()), diagnostics);
      List<Diagnostic> advice = advice(manifests, queries);
      if (!advice.isEmpty()) {
        diagnostics.addAll(advice);
        queries =
            new QueryService(planned, report, JUST_NOW, addressesOf(objects.pods()), diagnostics);
      }
      return new DryRun(backend, queries);
    } catch (BackendException unreachable) {
      backend.close();
      throw BackendFactory.unreachable(settings, unreachable);
    }
  }

  private static Settings settings(
      SourceOptions source, Console console, List<Diagnostic> diagnostics) {
    if (source.fabric().isEmpty() && source.config().isEmpty()) {
      throw ProblemException.ofArgument(
          "say which WAN is meant: --fabric FILE for a mock fabric, or --config FILE for the"
              + " backend that it names",
          List.of());
    }
    SettingsReading reading =
        SettingsReader.read(source.config(), console.environment(), source.flags());
    diagnostics.addAll(reading.diagnostics());
    return reading.settings().orElseThrow(() -> new ProblemException(reading.diagnostics()));
  }

  private static Diagnostic noEndpoints() {
    return Diagnostic.info(
        DiagnosticCode.NO_ENDPOINTS,
        new Subject(Subject.Kind.SETTING, "assume-pods"),
        "assume-pods",
        "0",
        "no EndpointSlice was read, so no Service has an endpoint; add those of the cluster, or let"
            + " --assume-pods N make some");
  }

  /** Pods and workloads show nothing about Services unless pods are made from them. */
  private static boolean isComplete(ParsedManifests manifests, SourceOptions source) {
    return source.assumedPods > 0 ? manifests.complete() : manifests.mappedComplete();
  }

  /** What was passed over and may help the Services that end with less than they ask for. */
  private static List<Diagnostic> advice(ParsedManifests manifests, QueryService queries) {
    Set<Subject> wanting =
        queries.diagnostics().stream()
            .filter(diagnostic -> WANTING.contains(diagnostic.code()))
            .map(Diagnostic::subject)
            .collect(Collectors.toSet());
    EndpointAdvice advice = new EndpointAdvice(manifests);
    return queries.sync().cluster().services().stream()
        .filter(service -> wanting.contains(service.key().subject()))
        .flatMap(service -> advice.of(service.key()).stream())
        .toList();
  }

  private static FleetSnapshot fleet(
      Settings settings, KubernetesObjects objects, boolean complete) {
    return FleetSnapshot.of(
        new ClusterMapper(SettingsMapping.cluster(settings))
            .snapshot(objects, 1, complete ? Completeness.COMPLETE : Completeness.STALE));
  }

  /** The addresses of pods by {@code namespace/name}; a pod without a readable one is left out. */
  private static Map<String, List<IpPrefix>> addressesOf(List<Pod> pods) {
    Map<String, List<IpPrefix>> addresses = new TreeMap<>();
    for (Pod pod : pods) {
      List<IpPrefix> found =
          texts(pod).map(IpPrefix::tryParse).flatMap(Optional::stream).distinct().sorted().toList();
      if (!found.isEmpty()) {
        addresses.put(
            Objects.requireNonNullElse(pod.getMetadata().getNamespace(), "default")
                + "/"
                + pod.getMetadata().getName(),
            found);
      }
    }
    return addresses;
  }

  private static Stream<String> texts(Pod pod) {
    if (pod.getStatus() == null) {
      return Stream.of();
    }
    Stream<String> first = Stream.ofNullable(pod.getStatus().getPodIP());
    return pod.getStatus().getPodIPs() == null
        ? first
        : Stream.concat(
            first, pod.getStatus().getPodIPs().stream().map(PodIP::getIp).filter(Objects::nonNull));
  }

  /** The queries about the sync. */
  QueryService queries() {
    return queries;
  }

  /** The path that the fabric gives a packet now, where it can tell. */
  Optional<PacketPath> tracePath(Flow flow) {
    try {
      return backend.tracePath(flow, DeadlineCallContext.readOnly(LONGEST_CALL, "command-line"));
    } catch (BackendException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    backend.close();
  }
}
