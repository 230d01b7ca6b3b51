package dev.fairway.demo;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.SiteId;
import dev.fairway.demo.Demo.DemoServices;
import dev.fairway.demo.DemoOperator.DemoSync;
import dev.fairway.demo.DemoOperator.RecordedSync;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.spi.PacketPath;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The tools of the scenes: they edit annotations, the cluster and the fabric, wait for the
 * operator, and observe the paths of packets. Keeps what was observed. Not thread-safe.
 */
abstract class ScenePlayer {

  static final String TUNNEL = IntentAnnotations.PREFIX + "tunnel";
  static final String CLASS = IntentAnnotations.PREFIX + "class";
  static final String ACCESS = IntentAnnotations.PREFIX + "access";
  static final String DSCP = IntentAnnotations.PREFIX + "dscp";
  private static final String FALLBACK = IntentAnnotations.PREFIX + "fallback";

  /** Far longer than anything here takes. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  final DemoOperator operator;
  final DemoCluster cluster;
  final DemoWan wan;
  final DemoServices services;
  final StoryPrinter printer;

  final ServiceKey followed;
  final String followedName;

  /** Every event of the story so far that the operator reacted to. */
  final List<DemoSync> syncs = new ArrayList<>();

  /** Every path that was observed so far, in order. */
  final List<ObservedPath> observed = new ArrayList<>();

  /** The number of the scene; 0 before the first. */
  int scene;

  /** What was observed in the scene, by moment. */
  final List<List<ObservedPath>> moments = new ArrayList<>();

  final PathProbe probe = new PathProbe();
  private final Map<Flow, ServiceKey> flows = new LinkedHashMap<>();

  /**
   * The paths that the fabric gave one packet to a Service, and the reply, at one moment.
   *
   * @param moment in words
   * @param service the Service that the packet is for
   */
  record ObservedPath(
      int scene,
      String moment,
      ServiceKey service,
      Flow flow,
      PacketPath request,
      PacketPath reply) {}

  /** Takes an operator that is not started. */
  ScenePlayer(DemoOperator operator, DemoServices services, StoryPrinter printer) {
    this.operator = operator;
    this.cluster = operator.cluster;
    this.wan = operator.wan;
    this.services = services;
    this.followed = services.followed();
    this.followedName = followed.namespace() + "/" + followed.name();
    this.printer = printer;
    wan.writeListeners().accept(probe::trace);
  }

  /** Plays a scene under its numbered heading. */
  void play(String title, Runnable acts) {
    scene++;
    printer.out.flush();
    printer.heading(String.format("%2d %s", scene, title));
    moments.clear();
    acts.run();
  }

  void say(String key, Object... arguments) {
    printer.say(StoryPrinter.sentence(key, arguments));
  }

  RecordedSync lastSync() {
    return syncs.get(syncs.size() - 1).last();
  }

  /** The number of the operator's rules on the fabric. */
  int rules() {
    return operator.plan().observed().mine().size();
  }

  /** The Service as the last sync resolved it; before the first, as a plan does. */
  Optional<ResolvedService> resolved() {
    Optional<PlannedSync> planned =
        syncs.isEmpty() ? Optional.of(operator.plan()) : lastSync().report().planned();
    return planned.flatMap(sync -> sync.cluster().service(followed));
  }

  /** The transports and the fallback of the first port of the followed Service. */
  Steer steer() {
    return resolved()
        .flatMap(service -> service.claims().stream().findFirst())
        .flatMap(claim -> claim.treatment().steer())
        .orElseThrow();
  }

  /** Lets an event happen, waits until a sync has seen it, and prints that. */
  DemoSync sync(String occasion, Runnable event) {
    int first = operator.begun.get();
    long start = operator.nanos.getAsLong();
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
    Duration delay = Duration.ofNanos(operator.nanos.getAsLong() - start);
    DemoSync sync = new DemoSync(scene, occasion, seen, delay);
    syncs.add(sync);
    printer.sync(sync);
    return sync;
  }

  /** As {@link #annotate(ServiceKey, String, Map, String)}, of the followed Service. */
  DemoSync annotate(String occasion, Map<String, String> annotations, String key) {
    return annotate(followed, occasion, annotations, key);
  }

  /**
   * Prints the command that gives a Service the annotation of that key, or takes it away, and
   * carries it out.
   */
  DemoSync annotate(
      ServiceKey service, String occasion, Map<String, String> annotations, String key) {
    boolean isSet = annotations.containsKey(key);
    printer.annotate(service, key + (isSet ? "=" + annotations.get(key) : "-"));
    return sync(occasion, () -> cluster.annotate(service, annotations));
  }

  /** True where a sync held a Service back because the fabric lacks what it asks for. */
  static boolean isUnsupported(DemoSync sync, ServiceKey service) {
    return Optional.ofNullable(sync.report().services().get(service)).stream()
        .flatMap(status -> status.diagnostics().stream())
        .anyMatch(found -> found.code() == DiagnosticCode.UNSUPPORTED_BY_BACKEND);
  }

  /** Prints what a sync says of a Service, as soon as the API shows its conditions. */
  void showStatus(DemoSync sync, ServiceKey service, Consumer<ServiceStatus> print) {
    Optional.ofNullable(sync.report().services().get(service))
        .ifPresent(
            status -> {
              awaitConditions(service, status.conditions());
              print.accept(status);
            });
    printer.out.println();
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

  /** Traces a packet to the followed Service and one to another from this moment on. */
  void trace(String moment, Optional<ServiceKey> other) {
    flows.clear();
    flowToFollowed().ifPresent(flow -> flows.put(flow, followed));
    for (ServiceKey service : other.stream().toList()) {
      DemoAddresses addresses = cluster.addresses;
      addresses.flowTo(cluster.state(service)).ifPresent(flow -> flows.put(flow, service));
    }
    look(moment);
  }

  /** Traces these packets to the followed Service from this moment on. */
  void trace(String moment, List<Flow> packets) {
    flows.clear();
    packets.forEach(flow -> flows.put(flow, followed));
    look(moment);
  }

  Optional<Flow> flowToFollowed() {
    return resolved()
        .flatMap(cluster.addresses::flowToClaimOf)
        .or(() -> cluster.addresses.flowTo(cluster.state(followed)));
  }

  /** Traces the packets of the scene, and adds a column of their paths to its table. */
  List<ObservedPath> look(String moment) {
    List<ObservedPath> column = new ArrayList<>();
    flows.forEach(
        (flow, service) -> {
          PacketPath reply = wan.path().apply(flow.reversed());
          column.add(new ObservedPath(scene, moment, service, flow, wan.path().apply(flow), reply));
        });
    observed.addAll(column);
    moments.add(column);
    return column;
  }

  /** Looks for the last time in a scene, and prints the table of its paths. */
  List<ObservedPath> showPaths(String moment) {
    List<ObservedPath> column = look(moment);
    printer.paths(moments);
    return column;
  }

  /** The arguments of {@code trace} for a packet to the followed Service. */
  String traceArguments() {
    Optional<SiteId> site =
        flowToFollowed().flatMap(flow -> cluster.addresses.siteOf(flow.source()));
    List<ServicePort> ports = cluster.state(followed).ports();
    // A Service with several ports needs the number of one.
    String port = ports.size() > 1 ? ":" + ports.get(0).number() : "";
    return "site:" + site.orElse(DemoManifests.FRANKFURT) + " " + followedName + port;
  }

  /** The annotations that Fairway does not read. */
  static SortedMap<String, String> withoutOurs(Map<String, String> annotations) {
    SortedMap<String, String> others = new TreeMap<>(annotations);
    others.keySet().removeIf(IntentAnnotations::isOurs);
    return others;
  }

  /** The annotations with one more, or with another value of it. */
  static SortedMap<String, String> with(Map<String, String> annotations, String key, String value) {
    SortedMap<String, String> edited = new TreeMap<>(annotations);
    edited.put(key, value);
    return edited;
  }

  /** The key that names the tunnel: the one that is there, else the general one. */
  static String tunnelKey(Map<String, String> annotations) {
    return Stream.of(TUNNEL, IntentAnnotations.ALIAS)
        .filter(annotations::containsKey)
        .findFirst()
        .or(() -> forOnePort(annotations, TUNNEL))
        .orElse(TUNNEL);
  }

  /** The key that says what happens without the tunnel: the one that is there, or would be. */
  static String fallbackKey(Map<String, String> annotations) {
    String tunnel = tunnelKey(annotations);
    String beside = tunnel.startsWith(TUNNEL) ? tunnel.substring(TUNNEL.length()) : "";
    return forOnePort(annotations, FALLBACK).orElse(FALLBACK + beside);
  }

  private static Optional<String> forOnePort(Map<String, String> annotations, String key) {
    return annotations.keySet().stream()
        .filter(name -> name.startsWith(key + "."))
        .min(Comparator.naturalOrder());
  }

  /** A name as it looks when typed in a hurry: its last letter but one is missing. */
  static String mistyped(String name) {
    int at = name.length() - 2;
    return at < 0 ? name + name : name.substring(0, at) + name.substring(at + 1);
  }

  /**
   * A probe that traces packets to the pods of the followed Service, and their replies, before
   * every write to the fabric and after every sync. The expected path comes from the declaration,
   * not from rules. A pod is probed from the sync that found it until it is gone. Thread-safe: the
   * fabric announces a write in the thread that writes.
   */
  final class PathProbe {

    /** The number of packets that were traced, replies included. */
    final AtomicLong packets = new AtomicLong();

    /** The paths that they took, in words. */
    final SortedSet<String> paths = new ConcurrentSkipListSet<>();

    /** The packets that took another path than the expected one, in the order of tracing. */
    final List<String> strays = new CopyOnWriteArrayList<>();

    private final Map<Flow, PacketPath> expected = new LinkedHashMap<>();

    /** Probes what a sync resolved of the Service from now on; nothing where it is empty. */
    synchronized void follow(Optional<ResolvedService> resolved) {
      expected.clear();
      for (PortClaim claim : resolved.map(ResolvedService::claims).orElse(List.of())) {
        for (Steer steer : claim.treatment().steer().stream().toList()) {
          PacketPath path = PacketPath.over(steer.preference().get(0));
          cluster.addresses.flowsTo(claim).forEach(flow -> expected.put(flow, path));
        }
      }
      trace();
    }

    private synchronized void trace() {
      if (!expected.isEmpty()) {
        List<String> alive = cluster.pods(followed).stream().map(SimulatedPod::address).toList();
        expected.forEach(
            (flow, path) -> {
              if (alive.contains(flow.destination().addressText())) {
                trace(flow, path);
                trace(flow.reversed(), path);
              }
            });
      }
    }

    private void trace(Flow flow, PacketPath wanted) {
      PacketPath path = wan.path().apply(flow);
      packets.incrementAndGet();
      paths.add(StoryPrinter.word(path));
      if (!path.equals(wanted)) {
        strays.add(flow + ": " + StoryPrinter.word(path));
      }
    }
  }
}
