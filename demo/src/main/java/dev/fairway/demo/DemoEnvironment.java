package dev.fairway.demo;

import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.PolicySync;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * A cluster behind an API, a fabric, and the operator that keeps them together: with every default,
 * safety gate included. Keeps what was seen. Not thread-safe.
 */
final class DemoEnvironment implements AutoCloseable {

  private static final OwnerId OWNER = new OwnerId(DemoCluster.NAME);

  /** Far longer than anything here takes. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final DemoWan wan;
  private final DemoCluster cluster;
  private final StoryPrinter narrator;
  private final LongSupplier nanos;
  private final SdwanBackend eyes;
  private final PolicySync planner;
  private final Packets packets;
  private final PassWatch watch;
  private final CompletableFuture<DemoApi> api;
  private Optional<ClusterWriter> writer = Optional.empty();
  private final CompletableFuture<DemoOperator> operator;
  private Optional<PodReplacer> pods = Optional.empty();
  private final List<PlayedPass> passes = new ArrayList<>();
  private final List<ObservedPath> sightings = new ArrayList<>();

  DemoEnvironment(
      DemoManifests scenery,
      DemoWan wan,
      StoryPrinter narrator,
      LongSupplier nanos,
      CompletableFuture<DemoApi> api) {
    this.wan = wan;
    this.cluster = new DemoCluster(scenery);
    this.narrator = narrator;
    this.nanos = nanos;
    this.eyes = wan.backend(OWNER);
    this.planner = PolicySync.with(eyes);
    this.packets = new Packets(cluster.addresses());
    this.watch = new PassWatch(wan::writes, nanos);
    this.api = api;
    this.operator = api.thenApply(there -> new DemoOperator(there, wan, OWNER, watch));
  }

  DemoWan wan() {
    return wan;
  }

  DemoCluster cluster() {
    return cluster;
  }

  StoryPrinter narrator() {
    return narrator;
  }

  Packets packets() {
    return packets;
  }

  /** Every pass so far. */
  List<PlayedPass> passes() {
    return List.copyOf(passes);
  }

  /** Every answer of the fabric so far. */
  List<ObservedPath> sightings() {
    return List.copyOf(sightings);
  }

  /** Our rules on the fabric. */
  List<PathRule> rules() {
    return wan.rules(OWNER);
  }

  /** What a pass would do now, if the operator had read all that was done. Only reads. */
  PlannedSync plan() {
    return planner.prepare(FleetSnapshot.of(cluster.read()));
  }

  /** Everything that was done is written to the API. Returns how many objects that were. */
  int write() {
    if (writer.isEmpty()) {
      writer = Optional.of(new ClusterWriter(api().people(), api().clock()));
    }
    return writer.get().write(cluster.objects());
  }

  /** The operator starts; returns when it has made its first pass. */
  PlayedPass start(String occasion) {
    write();
    return play(occasion, () -> operator().start());
  }

  /** What was done since the last time is written to the API; returns when the operator acted. */
  PlayedPass pass(String occasion) {
    return play(
        occasion,
        () -> {
          boolean news = write() > 0;
          // Nobody tells the operator of what happens to the fabric: it looks from time to time.
          if (!news || shows(lastSeen().fleet())) {
            operator().lookNow();
          }
        });
  }

  private PlayedPass play(String occasion, Runnable event) {
    int first = watch.begun();
    long start = nanos.getAsLong();
    event.run();
    List<SeenPass> seen = await(occasion, first);
    Duration delay = Duration.ofNanos(nanos.getAsLong() - start);
    PlayedPass pass = new PlayedPass(narrator.scene(), occasion, seen, delay);
    passes.add(pass);
    narrator.pass(pass);
    return pass;
  }

  private List<SeenPass> await(String occasion, int first) {
    ClusterSnapshot written = cluster.read();
    List<SeenPass> seen =
        watch.await(first, pass -> ReadAsWritten.shows(pass.fleet(), written), LONGEST);
    if (seen.isEmpty()) {
      throw new IllegalStateException(
          occasion + ": no pass of the operator showed it within " + LONGEST);
    }
    return seen;
  }

  private boolean shows(FleetSnapshot fleet) {
    return ReadAsWritten.shows(fleet, cluster.read());
  }

  /**
   * Prints both conditions of a Service as the API holds them, once what the pass said is there.
   */
  void showConditions(PlayedPass pass, ServiceKey service) {
    Optional.ofNullable(pass.report().services().get(service))
        .ifPresent(
            status -> {
              awaitConditions(service, status.conditions());
              narrator.conditions(
                  StoredConditions.of(api().people(), service), status.diagnostics());
            });
  }

  /** Returns when the API shows these conditions of a Service: they are written behind a pass. */
  void awaitConditions(ServiceKey service, List<Condition> wanted) {
    if (!operator()
        .statuses()
        .await(() -> StoredConditions.of(api().people(), service).equals(wanted), LONGEST)) {
      throw new IllegalStateException(
          service + ": the API did not show its status within " + LONGEST + ": " + wanted);
    }
  }

  /** Asks the fabric where it sends the packets, and the replies to them, now. */
  List<ObservedPath> look(String moment, Map<ServiceKey, Flow> flows) {
    List<ObservedPath> seen = new ArrayList<>();
    flows.forEach(
        (service, flow) ->
            seen.add(
                new ObservedPath(
                    narrator.scene(),
                    moment,
                    service,
                    flow,
                    wan.forward(flow),
                    wan.forward(flow.reversed()))));
    sightings.addAll(seen);
    return seen;
  }

  /** A packet to the star and one to the other, as far as they have pods; the star first. */
  Map<ServiceKey, Flow> flows(DemoServices cast) {
    Map<ServiceKey, Flow> flows = flowToStar(cast);
    cast.other()
        .flatMap(other -> packets.to(cluster.state(other)).map(flow -> Map.entry(other, flow)))
        .ifPresent(entry -> flows.put(entry.getKey(), entry.getValue()));
    return flows;
  }

  /** A packet to the star, as far as it has pods. */
  Map<ServiceKey, Flow> flowToStar(DemoServices cast) {
    Map<ServiceKey, Flow> flows = new LinkedHashMap<>();
    understood(cast.star())
        .flatMap(packets::toClaimOf)
        .or(() -> packets.to(cluster.state(cast.star())))
        .ifPresent(flow -> flows.put(cast.star(), flow));
    return flows;
  }

  /** What the star is steered by; its first port's, where they differ. */
  Steer steer(DemoServices cast) {
    return understood(cast.star())
        .flatMap(one -> one.claims().stream().findFirst())
        .flatMap(claim -> claim.treatment().steer())
        .orElseThrow();
  }

  /** Prints what was seen before and after. */
  void show(List<ObservedPath> before, List<ObservedPath> after) {
    show(List.of(before, after));
  }

  /** Prints what was seen, one column a look at the same packets. */
  void show(List<List<ObservedPath>> looks) {
    if (!looks.get(0).isEmpty()) {
      narrator.lines(new PathTable(narrator.palette(), looks).lines());
    }
  }

  /** The Service as the operator's last pass understood it; before there is one, as it would. */
  Optional<ResolvedService> understood(ServiceKey service) {
    return (passes.isEmpty() ? Optional.of(plan()) : lastSeen().report().planned())
        .flatMap(planned -> planned.cluster().service(service));
  }

  /** Where the client of the packets to the star sits. */
  String clientSite(DemoServices cast) {
    return Optional.ofNullable(flows(cast).get(cast.star()))
        .flatMap(flow -> cluster.addresses().siteOf(flow.source()))
        .orElse(DemoFabric.FRANKFURT)
        .value();
  }

  /** How a packet to the star names its port: a Service with several does not tell which. */
  String portOf(DemoServices cast) {
    List<ServicePort> ports = cluster.state(cast.star()).ports();
    return ports.size() > 1 ? ":" + ports.get(0).number() : "";
  }

  /** The operator's passes. */
  PassWatch watch() {
    return watch;
  }

  /** The Kubernetes API; waits until it is there. */
  DemoApi api() {
    return api.join();
  }

  /** The operator; waits until it is there. */
  private DemoOperator operator() {
    return operator.join();
  }

  /** The last pass that was told. */
  SeenPass lastSeen() {
    return passes.get(passes.size() - 1).last();
  }

  /** The pages of the operator, from now on. */
  DemoServer serve() {
    return DemoServer.start(watch, lastSeen(), operator());
  }

  /** Writes down the Pods that slices speak of; from then on, who deletes one gets another. */
  void playPods() {
    KubernetesObjects objects = cluster.objects();
    writer.orElseThrow().write(objects.and(KubernetesObjects.of(ReferencedPods.of(objects))));
    pods = Optional.of(new PodReplacer(api().people(), cluster));
  }

  /** Ends the operator and the players; the API is left to who began it. */
  @Override
  public void close() {
    operator().close();
    pods.ifPresent(PodReplacer::close);
    eyes.close();
  }
}
