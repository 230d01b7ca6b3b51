package dev.fairway.operator.command;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.assume.AssumedPods;
import dev.fairway.k8s.manifest.ManifestFiles;
import dev.fairway.k8s.manifest.ManifestReading;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.operator.settings.SettingNames;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.operator.settings.SettingsReading;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.runtime.HostCall;
import dev.fairway.runtime.PlannedPass;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.WritePermission;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SettingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a command works on: Services from files, a WAN from a backend, and the pass that they would
 * make. Nothing is written. Not thread-safe; close it.
 */
final class Workspace implements AutoCloseable {

  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  /** For each workload and site: more would say nothing new, and take long to make. */
  private static final int MOST_ASSUMED_PODS = 1_000;

  /** What everything is read from: a mistake there may concern any answer. */
  private static final Set<Subject.Kind> EVERYBODYS =
      EnumSet.of(
          Subject.Kind.FILE,
          Subject.Kind.SETTING,
          Subject.Kind.BACKEND,
          Subject.Kind.CLUSTER,
          Subject.Kind.SITE);

  private final SdwanBackend backend;
  private final KubernetesObjects objects;
  private final PlannedPass pass;
  private final SyncReport report;
  private final List<Diagnostic> diagnostics;

  private Workspace(
      SdwanBackend backend,
      KubernetesObjects objects,
      PlannedPass pass,
      SyncReport report,
      List<Diagnostic> diagnostics) {
    this.backend = backend;
    this.objects = objects;
    this.pass = pass;
    this.report = report;
    this.diagnostics = diagnostics;
  }

  /**
   * Reads everything and plans.
   *
   * @throws ProblemException where there is nothing to work on
   */
  static Workspace open(SourceOptions source, Console console, BackendCatalog catalog) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    checkAssumedPods(source.assumedPods());
    Settings settings = settings(source, console, diagnostics);
    ManifestReading manifests = ManifestFiles.read(source.paths(), console.in());
    diagnostics.addAll(manifests.diagnostics());
    SdwanBackend backend = open(settings, catalog);
    try {
      KubernetesObjects objects = manifests.objects();
      if (source.assumedPods() > 0) {
        AssumedPods.Result assumed = assume(objects, backend, settings, source.assumedPods());
        objects = objects.and(assumed.objects());
        diagnostics.addAll(assumed.diagnostics());
      } else if (objects.endpointSlices().isEmpty() && !objects.services().isEmpty()) {
        diagnostics.add(nobodyServes());
      }
      FleetSnapshot fleet = fleet(settings, objects, manifests.complete());
      PolicySync sync = PolicySync.with(backend).using(SettingsMapping.planning(settings));
      PlannedPass pass = sync.prepare(fleet);
      SyncReport report = sync.apply(pass);
      diagnostics.addAll(report.allDiagnostics());
      diagnostics.addAll(diagnosticsOf(pass));
      return new Workspace(backend, objects, pass, report, diagnostics);
    } catch (BackendException unreachable) {
      backend.close();
      throw unreachable(settings, unreachable);
    }
  }

  private static void checkAssumedPods(int pods) {
    if (pods < 0 || pods > MOST_ASSUMED_PODS) {
      throw ProblemException.ofArgument(
          "--assume-pods " + pods + " is not within 0 to " + MOST_ASSUMED_PODS, List.of());
    }
  }

  private static Settings settings(
      SourceOptions source, Console console, List<Diagnostic> diagnostics) {
    if (source.fabric().isEmpty() && source.config().isEmpty()) {
      throw ProblemException.ofArgument(
          "say which WAN is meant: --fabric FILE for a mock fabric, or --config FILE for the backend"
              + " that it names",
          List.of());
    }
    SettingsReading reading =
        SettingsReader.read(source.config(), console.environment(), source.flags());
    diagnostics.addAll(reading.diagnostics());
    return reading.settings().orElseThrow(() -> new ProblemException(reading.diagnostics()));
  }

  private static SdwanBackend open(Settings settings, BackendCatalog catalog) {
    try {
      return catalog.open(
          settings.backend().name(), settings.backend().settings(), settings.cluster().owner());
    } catch (SettingException wrong) {
      String key =
          wrong.setting().equals(BackendCatalog.NAME_SETTING)
              ? wrong.setting()
              : SettingNames.BACKEND_KEY + wrong.setting();
      throw ProblemException.of(DiagnosticCode.MALFORMED_SETTING, key, wrong.problem());
    } catch (BackendException broken) {
      throw unreachable(settings, broken);
    }
  }

  private static ProblemException unreachable(Settings settings, BackendException cause) {
    Subject subject = new Subject(Subject.Kind.BACKEND, settings.backend().name());
    return new ProblemException(
        List.of(
            Diagnostic.error(
                DiagnosticCode.BACKEND_UNREACHABLE,
                subject,
                "",
                cause.kind().name(),
                cause.getMessage() + "; nothing was changed")));
  }

  private static AssumedPods.Result assume(
      KubernetesObjects objects, SdwanBackend backend, Settings settings, int pods) {
    return AssumedPods.make(
        objects,
        backend.inventory(onlyAsking()).inventory().networks(),
        settings.cluster().siteLabel(),
        pods);
  }

  private static Diagnostic nobodyServes() {
    return Diagnostic.info(
        DiagnosticCode.NO_ENDPOINTS,
        new Subject(Subject.Kind.SETTING, "assume-pods"),
        "assume-pods",
        "0",
        "no EndpointSlice was read, so no Service has an endpoint; add those of the cluster, or let"
            + " --assume-pods N make some");
  }

  private static FleetSnapshot fleet(
      Settings settings, KubernetesObjects objects, boolean complete) {
    return FleetSnapshot.of(
        new ClusterMapper(SettingsMapping.cluster(settings))
            .snapshot(objects, 1, complete ? Completeness.COMPLETE : Completeness.STALE));
  }

  private static List<Diagnostic> diagnosticsOf(PlannedPass pass) {
    List<Diagnostic> all = new ArrayList<>(pass.wan().diagnostics());
    all.addAll(pass.translation().diagnostics());
    for (ResolvedCluster cluster : pass.resolved().clusters().values()) {
      all.addAll(cluster.diagnostics());
      cluster.services().forEach(service -> all.addAll(service.diagnostics()));
    }
    return all;
  }

  PlannedPass pass() {
    return pass;
  }

  SyncReport report() {
    return report;
  }

  /** Everything that a person should know, sorted, each once. */
  List<Diagnostic> diagnostics() {
    return diagnostics.stream().sorted().distinct().toList();
  }

  /**
   * What a person should know who asks about these Services: what is wrong with them and their
   * namespaces, and with everything that they were read from; nothing about other Services.
   */
  List<Diagnostic> diagnosticsAbout(Collection<ResolvedService> services) {
    Set<Subject> subjects = new HashSet<>();
    Set<Diagnostic> theirs = new HashSet<>();
    for (ResolvedService service : services) {
      ServiceKey key = service.key();
      subjects.add(key.subject());
      subjects.add(new Subject(Subject.Kind.NAMESPACE, key.cluster() + "/" + key.namespace()));
      theirs.addAll(service.diagnostics());
    }
    return diagnostics().stream()
        .filter(
            one ->
                EVERYBODYS.contains(one.subject().kind())
                    || subjects.contains(one.subject())
                    || theirs.contains(one))
        .toList();
  }

  /** The fleet without what does not fit the target: what the policy is to say. */
  ResolvedFleet fleet() {
    SortedMap<OwnerId, ResolvedCluster> clusters = new TreeMap<>(pass.resolved().clusters());
    clusters.computeIfPresent(
        pass.owner(), (owner, cluster) -> cluster.withoutClaimsOf(pass.translation().leftOut()));
    return new ResolvedFleet(clusters, pass.resolved().wan());
  }

  /** All rules of ours as they would stand, those of other owners included, in their order. */
  DesiredPolicy policy() {
    List<PathRule> rules = new ArrayList<>();
    pass.observed().otherOwners().stream()
        .filter(rule -> rule.owner().compareTo(pass.owner()) < 0)
        .forEach(rules::add);
    rules.addAll(pass.plan().after());
    pass.observed().otherOwners().stream()
        .filter(rule -> rule.owner().compareTo(pass.owner()) > 0)
        .forEach(rules::add);
    return new DesiredPolicy(rules);
  }

  /** What the fabric does with a packet now, where it can tell. */
  Optional<PacketPath> now(Flow flow) {
    try {
      return backend.whereGoes(flow, onlyAsking());
    } catch (BackendException cannotTell) {
      return Optional.empty();
    }
  }

  /** A call that may take a while, and may never write. */
  private static CallContext onlyAsking() {
    WritePermission none = new WritePermission();
    none.withdraw();
    return new HostCall(LONGEST_CALL, System::nanoTime, true, "command-line", none);
  }

  /** The addresses of every pod that a Pod object names. */
  Map<String, List<IpPrefix>> pods() {
    return PodAddresses.of(objects.pods());
  }

  @Override
  public void close() {
    backend.close();
  }
}
