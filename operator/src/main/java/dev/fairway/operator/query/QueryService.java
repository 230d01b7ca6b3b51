package dev.fairway.operator.query;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.translate.Translation;
import dev.fairway.core.translate.Translator;
import dev.fairway.operator.document.ExplainDocument;
import dev.fairway.operator.document.LookView;
import dev.fairway.operator.document.PlanDocument.ObservedView;
import dev.fairway.operator.document.SafetyView;
import dev.fairway.operator.document.TraceDocument;
import dev.fairway.operator.trace.FlowResolver;
import dev.fairway.operator.trace.PacketQuery;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.runtime.Drift;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LastLook;
import dev.fairway.spi.PacketPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The queries about Services and packets, answered from one sync. Immutable, thread-safe; a query
 * costs time in proportion to the size of the cluster.
 */
public final class QueryService {

  /** The kinds of what everything is read from: a mistake there may concern any query. */
  private static final Set<Subject.Kind> SOURCES =
      EnumSet.of(
          Subject.Kind.FILE,
          Subject.Kind.SETTING,
          Subject.Kind.BACKEND,
          Subject.Kind.CLUSTER,
          Subject.Kind.SITE);

  private final PlannedSync sync;
  private final SyncReport report;
  private final LastLook look;
  private final Map<String, List<IpPrefix>> pods;
  private final List<Diagnostic> diagnostics;
  private final SafetyView safety;

  /**
   * The queries about a sync.
   *
   * @param sync the plan and what it was made from
   * @param report the report of that sync, or of a later one that could not read the fabric
   * @param look the last look at the fabric; where it is not current, nothing is called in force
   * @param pods the addresses of pods by {@code namespace/name}, where a source besides the
   *     Services' own endpoints has them
   * @param others the diagnostics of reading all of it
   */
  public QueryService(
      PlannedSync sync,
      SyncReport report,
      LastLook look,
      Map<String, List<IpPrefix>> pods,
      List<Diagnostic> others) {
    this(sync, report, look, pods, others, Optional.empty());
  }

  /**
   * The same with times.
   *
   * @param plannedAt when the sync was planned, by the wall clock; empty where no time is told
   */
  public QueryService(
      PlannedSync sync,
      SyncReport report,
      LastLook look,
      Map<String, List<IpPrefix>> pods,
      List<Diagnostic> others,
      Optional<Instant> plannedAt) {
    this.safety = new SafetyView(sync.safety(), plannedAt);
    this.sync = sync;
    this.report = report;
    this.look = look;
    this.pods = new TreeMap<>(pods);
    this.diagnostics = allDiagnostics(sync, report, others);
  }

  /** All diagnostics of the sync, sorted, each once. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The sync that is queried. */
  public PlannedSync sync() {
    return sync;
  }

  /**
   * The explanation of one Service.
   *
   * @param name {@code namespace/name}
   * @throws QueryException where there is no such Service
   */
  public ExplainDocument explain(String name) {
    ResolvedService service = service(name);
    ResolvedFleet fleet = fleet();
    Optional<ServiceStatus> status =
        Optional.ofNullable(report.services().get(service.key()))
            .map(seen -> look.current() ? seen : seen.lastSeen(look.age()));
    List<Diagnostic> about = about(List.of(service));
    return ExplainDocument.of(
            service,
            sync.translation(),
            sync.plan(),
            status.map(ServiceStatus::conditions).orElse(List.of()),
            LookView.of(look),
            address -> FlowResolver.siteOf(fleet, address),
            about)
        .with(
            safety,
            service,
            about,
            observed().stream()
                .filter(view -> view.service().equals(service.key().toString()))
                .flatMap(view -> view.rules().stream())
                .toList());
  }

  /** The Services for which nothing is written, with the rules that they would have, ascending. */
  public List<ObservedView> observed() {
    SortedSet<ServiceKey> services = sync.safety().observed();
    if (services.isEmpty()) {
      return List.of();
    }
    Translation whole =
        Translator.translate(sync.cluster(), sync.resolved().wan(), sync.wan().profile());
    return services.stream().map(service -> ObservedView.of(service, whole)).toList();
  }

  private ResolvedService service(String name) {
    List<ResolvedService> services = sync.cluster().services();
    return services.stream()
        .filter(service -> nameOf(service).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                QueryException.unknown(
                        "there is no Service '"
                            + name
                            + "'"
                            + QueryException.servicesInsteadOf(
                                name, services.stream().map(QueryService::nameOf).toList()))
                    .with(about(List.of())));
  }

  private static String nameOf(ResolvedService service) {
    return service.key().namespace() + "/" + service.key().name();
  }

  /**
   * The trace of one packet and of its reply.
   *
   * @param tracePath the path that the fabric gives a packet at this moment, where it can tell
   * @throws QueryException where the query names what there is not
   */
  public TraceDocument trace(PacketQuery query, Function<Flow, Optional<PacketPath>> tracePath) {
    ResolvedFleet fleet = fleet();
    Flow flow;
    try {
      flow = new FlowResolver(fleet, pods).resolve(query);
    } catch (QueryException failed) {
      throw failed.with(about(List.of()));
    }
    return TraceDocument.of(
        fleet,
        policy(),
        sync.observed().foreign(),
        flow,
        tracePath,
        LookView.of(look),
        note(flow),
        about(servicesAtTheEnds(fleet, flow)));
  }

  /** The Services whose pods are at either end of a packet. */
  private static List<ResolvedService> servicesAtTheEnds(ResolvedFleet fleet, Flow flow) {
    return fleet.clusters().values().stream()
        .flatMap(cluster -> cluster.services().stream())
        .filter(
            service ->
                service.state().endpoints().stream()
                    .flatMap(endpoints -> endpoints.endpoints().stream())
                    .map(Endpoint::address)
                    .anyMatch(ip -> ip.equals(flow.source()) || ip.equals(flow.destination())))
        .toList();
  }

  /** What else is to say about a packet: retained addresses, and why the plan is not in force. */
  private String note(Flow flow) {
    return Stream.of(
            safety.sentence(flow.source()),
            safety.sentence(flow.destination()),
            Optional.of(note()).filter(text -> !text.isEmpty()))
        .flatMap(Optional::stream)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Why the fabric does not do what was planned, in a sentence; empty where it does. */
  private String note() {
    if (report.planned().isEmpty()) {
      return "The fabric could not be read in the last sync, so the plan is that of an earlier one"
          + report.failure().map(failure -> ": " + failure.message()).orElse("")
          + ".";
    }
    if (!sync.isComplete()) {
      return "Not everything could be read, so nothing is planned, and the fabric keeps what it"
          + " has.";
    }
    if (sync.plan().isEmpty()) {
      return "";
    }
    if (report.dryRun()) {
      return "The plan is not carried out: 'now' is the fabric before it.";
    }
    if (report.mendIn().isPresent()) {
      return "Rules are undone again and again by another writer, and not put right yet: "
          + report.drift().map(Drift::sentence).orElse("")
          + ".";
    }
    return report.succeeded()
        ? ""
        : "The plan could not be carried out in full, so the fabric may do something else.";
  }

  /** The fleet without what does not fit the target: what the policy is to express. */
  private ResolvedFleet fleet() {
    SortedMap<OwnerId, ResolvedCluster> clusters = new TreeMap<>(sync.resolved().clusters());
    clusters.computeIfPresent(
        sync.owner(), (owner, cluster) -> sync.translation().expressed(cluster));
    return new ResolvedFleet(clusters, sync.resolved().wan());
  }

  /** All rules of Fairway as they would stand, those of other owners included, in their order. */
  private DesiredPolicy policy() {
    List<PathRule> rules = new ArrayList<>();
    sync.observed().otherOwners().stream()
        .filter(rule -> rule.owner().compareTo(sync.owner()) < 0)
        .forEach(rules::add);
    rules.addAll(sync.plan().after());
    sync.observed().otherOwners().stream()
        .filter(rule -> rule.owner().compareTo(sync.owner()) > 0)
        .forEach(rules::add);
    return new DesiredPolicy(rules);
  }

  private static List<Diagnostic> allDiagnostics(
      PlannedSync sync, SyncReport report, List<Diagnostic> others) {
    List<Diagnostic> all = new ArrayList<>(others);
    all.addAll(report.allDiagnostics());
    all.addAll(sync.wan().diagnostics());
    all.addAll(sync.observed().diagnostics());
    all.addAll(sync.translation().diagnostics());
    for (ResolvedCluster cluster : sync.resolved().clusters().values()) {
      all.addAll(cluster.diagnostics());
      cluster.services().forEach(service -> all.addAll(service.diagnostics()));
    }
    return all.stream().sorted().distinct().toList();
  }

  /**
   * The diagnostics of some Services: those of the Services and of their namespaces, and those of
   * everything that was read; none of other Services.
   */
  private List<Diagnostic> about(Collection<ResolvedService> services) {
    Set<Subject> subjects = new HashSet<>();
    Set<Diagnostic> ofServices = new HashSet<>();
    for (ResolvedService service : services) {
      ServiceKey key = service.key();
      subjects.add(key.subject());
      subjects.add(new Subject(Subject.Kind.NAMESPACE, key.cluster() + "/" + key.namespace()));
      ofServices.addAll(service.diagnostics());
    }
    return diagnostics.stream()
        .filter(
            diagnostic ->
                SOURCES.contains(diagnostic.subject().kind())
                    || subjects.contains(diagnostic.subject())
                    || ofServices.contains(diagnostic))
        .toList();
  }
}
