package dev.fairway.demo;

import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.demo.DemoSync.RecordedSync;
import dev.fairway.demo.PathTable.ObservedPath;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.PlannedSync;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The tools of the scenes: they edit the cluster and the fabric, wait for the operator, and observe
 * the paths of packets. Keeps what was observed. Not thread-safe.
 */
abstract class ScenePlayer {

  /** Far longer than anything here takes. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  final DemoCluster cluster;
  final DemoWan wan;
  final DemoOperator operator;
  final DemoServices services;
  final StoryPrinter printer;

  /** The Service that the story follows. */
  final ServiceKey followed;

  /** Every event of the story so far that the operator reacted to. */
  final List<DemoSync> syncs = new ArrayList<>();

  /** Every path that was observed so far, in order. */
  final List<ObservedPath> observed = new ArrayList<>();

  private final LongSupplier nanos;
  private final List<List<ObservedPath>> columns = new ArrayList<>();
  private Map<ServiceKey, Flow> flows = Map.of();

  /**
   * A player of an operator that is not started.
   *
   * @param nanos nanoseconds that only grow
   */
  ScenePlayer(
      DemoCluster cluster,
      DemoWan wan,
      DemoOperator operator,
      DemoServices services,
      StoryPrinter printer,
      LongSupplier nanos) {
    this.cluster = cluster;
    this.wan = wan;
    this.operator = operator;
    this.services = services;
    this.followed = services.followed();
    this.printer = printer;
    this.nanos = nanos;
  }

  /** Plays a scene under its numbered heading. */
  void play(String title, Runnable scene) {
    printer.scene(title);
    columns.clear();
    scene.run();
  }

  /** Prints a sentence of the story. */
  void say(String key, Object... arguments) {
    printer.say(StoryText.of(key, arguments));
  }

  /** {@code default/cart}. */
  String followedName() {
    return followed.namespace() + "/" + followed.name();
  }

  RecordedSync lastSync() {
    return syncs.get(syncs.size() - 1).last();
  }

  /** The plan of a sync on the cluster as it is now. Only reads. */
  PlannedSync plan() {
    return operator.plan(cluster.snapshot());
  }

  /** The number of the operator's rules on the fabric. */
  int rules() {
    return plan().observed().mine().size();
  }

  /** The Service as the last sync resolved it; before the first, as a plan does. */
  Optional<ResolvedService> resolved(ServiceKey service) {
    Optional<PlannedSync> planned =
        syncs.isEmpty() ? Optional.of(plan()) : lastSync().report().planned();
    return planned.flatMap(sync -> sync.cluster().service(service));
  }

  /**
   * The transports and the fallback of the followed Service; its first port's, where they differ.
   */
  Steer steer() {
    return resolved(followed)
        .flatMap(service -> service.claims().stream().findFirst())
        .flatMap(claim -> claim.treatment().steer())
        .orElseThrow();
  }

  /** Lets an event happen, waits until a sync has seen it, and prints that. */
  DemoSync sync(String occasion, Runnable event) {
    int first = operator.nextSync();
    long start = nanos.getAsLong();
    event.run();
    // The fabric announces no event to the operator.
    if (!syncs.isEmpty() && cluster.isShownBy(lastSync().fleet())) {
      operator.controller.loop().changed();
    }
    List<RecordedSync> seen =
        operator.take(first, sync -> cluster.isShownBy(sync.fleet()), TIMEOUT);
    if (seen.isEmpty()) {
      throw new IllegalStateException(occasion + ": no sync showed it within " + TIMEOUT);
    }
    Duration delay = Duration.ofNanos(nanos.getAsLong() - start);
    DemoSync sync = new DemoSync(printer.scene(), occasion, seen, delay);
    syncs.add(sync);
    printer.sync(sync);
    return sync;
  }

  /** Prints the command that changes an annotation of the followed Service, and carries it out. */
  DemoSync annotate(String occasion, Map<String, String> annotations, String typed) {
    printer.annotate(followed, typed);
    return sync(occasion, () -> cluster.annotate(followed, annotations));
  }

  /** Prints the warnings of a sync about a Service, and its conditions. */
  void showStatus(DemoSync sync, ServiceKey service) {
    Optional.ofNullable(sync.report().services().get(service)).stream()
        .flatMap(status -> status.diagnostics().stream())
        .filter(diagnostic -> diagnostic.severity() != Severity.INFO)
        .forEach(diagnostic -> printer.diagnostics(List.of(diagnostic)));
    showConditions(sync, service);
  }

  /** Prints the conditions of a Service as the API shows them after a sync. */
  void showConditions(DemoSync sync, ServiceKey service) {
    Optional.ofNullable(sync.report().services().get(service))
        .ifPresent(
            status -> {
              awaitConditions(service, status.conditions());
              printer.conditions(cluster.conditions(service), status.diagnostics());
            });
  }

  /** Waits until the API shows these conditions of a Service: they are written after the sync. */
  void awaitConditions(ServiceKey service, List<Condition> wanted) {
    try {
      cluster
          .service(service)
          .waitUntilCondition(
              stored -> stored != null && DemoCluster.conditions(stored).equals(wanted),
              TIMEOUT.toSeconds(),
              TimeUnit.SECONDS);
    } catch (KubernetesClientTimeoutException late) {
      throw new IllegalStateException(service + ": the API did not show " + wanted, late);
    }
  }

  /** Traces a packet to the followed Service, and to the other one, from now on in the scene. */
  void traceBoth() {
    traceFollowed();
    services
        .other()
        .ifPresent(
            other ->
                cluster
                    .addresses
                    .flowTo(cluster.state(other))
                    .ifPresent(flow -> flows.put(other, flow)));
  }

  /** Traces a packet to the followed Service alone, from now on in the scene. */
  void traceFollowed() {
    flows = new LinkedHashMap<>();
    flowToFollowed().ifPresent(flow -> flows.put(followed, flow));
  }

  private Optional<Flow> flowToFollowed() {
    return resolved(followed)
        .flatMap(cluster.addresses::flowToClaimOf)
        .or(() -> cluster.addresses.flowTo(cluster.state(followed)));
  }

  /** Traces the packets of the scene, and adds a column of their paths to its table. */
  List<ObservedPath> look(String moment) {
    List<ObservedPath> column = new ArrayList<>();
    flows.forEach(
        (service, flow) ->
            column.add(
                new ObservedPath(
                    printer.scene(),
                    moment,
                    service,
                    flow,
                    wan.path().apply(flow),
                    wan.path().apply(flow.reversed()))));
    observed.addAll(column);
    columns.add(column);
    return column;
  }

  /** Prints the table of the paths of the scene. */
  void showPaths() {
    if (!columns.get(0).isEmpty()) {
      new PathTable(printer.style, columns).lines().forEach(printer::line);
    }
  }

  /** The arguments of {@code trace} for a packet to the followed Service. */
  String traceArguments() {
    String site =
        flowToFollowed()
            .flatMap(flow -> cluster.addresses.siteOf(flow.source()))
            .orElse(DemoManifests.FRANKFURT)
            .value();
    List<ServicePort> ports = cluster.state(followed).ports();
    // A Service with several ports needs the number of one.
    String port = ports.size() > 1 ? ":" + ports.get(0).number() : "";
    return "site:" + site + " " + followedName() + port;
  }
}
