package dev.fairway.operator.query;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.operator.document.ExplainDocument;
import dev.fairway.operator.document.TraceDocument;
import dev.fairway.operator.trace.FlowResolver;
import dev.fairway.operator.trace.PacketQuery;
import dev.fairway.operator.trace.QuestionException;
import dev.fairway.operator.trace.ServiceSuggestions;
import dev.fairway.operator.trace.SiteLookup;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.PacketPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one pass knows of Services and packets. Immutable, thread-safe; an answer costs as much as
 * the cluster is large.
 */
public final class QueryService {

  private final PlannedSync pass;
  private final SyncReport report;
  private final Map<String, List<IpPrefix>> pods;
  private final RelevantDiagnostics diagnostics;

  private QueryService(
      PlannedSync pass,
      SyncReport report,
      Map<String, List<IpPrefix>> pods,
      RelevantDiagnostics diagnostics) {
    this.pass = pass;
    this.report = report;
    this.pods = pods;
    this.diagnostics = diagnostics;
  }

  /**
   * Answers from a pass.
   *
   * @param pass what was planned
   * @param report what it came to; or the report of a later pass that could not read the fabric
   * @param pods the addresses of pods by {@code namespace/name}, where something tells them besides
   *     the Services' own endpoints
   * @param besides what a person should know of where all of it was read from
   */
  public static QueryService of(
      PlannedSync pass,
      SyncReport report,
      Map<String, List<IpPrefix>> pods,
      List<Diagnostic> besides) {
    return new QueryService(
        pass, report, new TreeMap<>(pods), RelevantDiagnostics.of(pass, report, besides));
  }

  /** Everything that a person should know, sorted, each once. */
  public List<Diagnostic> diagnostics() {
    return diagnostics.all();
  }

  /** What was planned. */
  public PlannedSync pass() {
    return pass;
  }

  /**
   * All about one Service.
   *
   * @param name {@code namespace/name}
   * @throws UnanswerableException where there is no such Service
   */
  public ExplainDocument explain(String name) {
    ResolvedService service = service(name);
    Optional<ServiceStatus> status = Optional.ofNullable(report.services().get(service.key()));
    return ExplainDocument.of(
        service,
        pass.translation(),
        pass.plan(),
        status.map(ServiceStatus::conditions).orElse(List.of()),
        new SiteLookup(fleet())::of,
        diagnostics.about(List.of(service)));
  }

  private ResolvedService service(String name) {
    List<ResolvedService> services = pass.cluster().services();
    return services.stream()
        .filter(one -> text(one.key()).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UnanswerableException.unknown(
                    "there is no Service '"
                        + name
                        + "'"
                        + ServiceSuggestions.instead(
                            name, services.stream().map(one -> text(one.key())).toList()),
                    diagnostics.about(List.of())));
  }

  private static String text(ServiceKey key) {
    return key.namespace() + "/" + key.name();
  }

  /**
   * Which way a packet takes, and its reply.
   *
   * @param now what the fabric does with a packet at this moment, where it can tell
   * @throws UnanswerableException where the question names what there is not
   */
  public TraceDocument trace(PacketQuery question, Function<Flow, Optional<PacketPath>> now) {
    ResolvedFleet fleet = fleet();
    Flow flow;
    try {
      flow = new FlowResolver(fleet, pods).find(question);
    } catch (QuestionException unanswerable) {
      throw UnanswerableException.unknown(unanswerable.problem(), diagnostics.about(List.of()));
    }
    return TraceDocument.of(
        fleet,
        policy(),
        pass.observed().foreign(),
        flow,
        now,
        PassNote.of(pass, report),
        diagnostics.about(PacketEnds.servicesOf(fleet, flow)));
  }

  /** The fleet without what does not fit the target: what the policy is to say. */
  private ResolvedFleet fleet() {
    SortedMap<OwnerId, ResolvedCluster> clusters = new TreeMap<>(pass.resolved().clusters());
    clusters.computeIfPresent(
        pass.owner(), (owner, cluster) -> cluster.withoutClaimsOf(pass.translation().leftOut()));
    return new ResolvedFleet(clusters, pass.resolved().wan());
  }

  /** All rules of ours as they would stand, those of other owners included, in their order. */
  private DesiredPolicy policy() {
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
}
