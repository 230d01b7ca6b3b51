package dev.fairway.operator.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.PlannedPass;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A cluster, a fabric, and the passes that keep them together: with every default, safety gate
 * included. Keeps what was seen. Not thread-safe.
 */
final class DemoStage implements AutoCloseable {

  private static final OwnerId OWNER = new OwnerId(DemoCluster.NAME);

  private final MockFabric fabric;
  private final DemoCluster cluster;
  private final Narrator narrator;
  private final LongSupplier nanos;
  private final SdwanBackend backend;
  private final PolicySync sync;
  private final Packets packets;
  private final List<PlayedPass> passes = new ArrayList<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private Duration planning = Duration.ZERO;

  DemoStage(Scenery scenery, Narrator narrator, LongSupplier nanos) {
    this.fabric = new MockFabric(scenery.layout());
    this.cluster = new DemoCluster(scenery);
    this.narrator = narrator;
    this.nanos = nanos;
    this.backend = fabric.backend(OWNER);
    this.sync = PolicySync.with(backend).using(SyncOptions.builder().nanoClock(nanos).build());
    this.packets = new Packets(cluster.addresses());
  }

  MockFabric fabric() {
    return fabric;
  }

  DemoCluster cluster() {
    return cluster;
  }

  Narrator narrator() {
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
  List<Sighting> sightings() {
    return List.copyOf(sightings);
  }

  /** Our rules on the fabric. */
  List<PathRule> rules() {
    return fabric.rules(OWNER);
  }

  /** What a pass would do now. Only reads. */
  PlannedPass plan() {
    long start = nanos.getAsLong();
    PlannedPass planned = sync.prepare(cluster.snapshot());
    planning = since(start);
    return planned;
  }

  /** Carries out the plan that was made last. */
  PlayedPass carryOut(String occasion, PlannedPass planned) {
    return play(occasion, planning, () -> sync.apply(planned));
  }

  /** One whole pass. */
  PlayedPass pass(String occasion) {
    return play(occasion, Duration.ZERO, () -> sync.run(cluster.snapshot()));
  }

  private PlayedPass play(String occasion, Duration before, Supplier<SyncReport> work) {
    long writes = fabric.writes();
    long start = nanos.getAsLong();
    SyncReport report = work.get();
    Duration took = before.plus(since(start));
    PlayedPass pass =
        new PlayedPass(narrator.scene(), occasion, report, fabric.writes() - writes, took);
    cluster.publish(report);
    passes.add(pass);
    narrator.pass(pass);
    return pass;
  }

  private Duration since(long start) {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  /** Asks the fabric where it sends the packets, and the replies to them, now. */
  List<Sighting> look(String moment, Map<ServiceKey, Flow> flows) {
    List<Sighting> seen = new ArrayList<>();
    flows.forEach(
        (service, flow) ->
            seen.add(
                new Sighting(
                    narrator.scene(),
                    moment,
                    service,
                    flow,
                    fabric.forward(flow),
                    fabric.forward(flow.reversed()))));
    sightings.addAll(seen);
    return seen;
  }

  /** A packet to the star and one to the other, as far as they have pods; the star first. */
  Map<ServiceKey, Flow> flows(Cast cast) {
    Map<ServiceKey, Flow> flows = flowToStar(cast);
    cast.other()
        .flatMap(other -> packets.to(cluster.state(other)).map(flow -> Map.entry(other, flow)))
        .ifPresent(entry -> flows.put(entry.getKey(), entry.getValue()));
    return flows;
  }

  /** A packet to the star, as far as it has pods. */
  Map<ServiceKey, Flow> flowToStar(Cast cast) {
    Map<ServiceKey, Flow> flows = new LinkedHashMap<>();
    understood(cast.star())
        .flatMap(packets::toClaimOf)
        .or(() -> packets.to(cluster.state(cast.star())))
        .ifPresent(flow -> flows.put(cast.star(), flow));
    return flows;
  }

  /** What the star is steered by; its first port's, where they differ. */
  Steer steer(Cast cast) {
    return understood(cast.star())
        .flatMap(one -> one.claims().stream().findFirst())
        .flatMap(claim -> claim.treatment().steer())
        .orElseThrow();
  }

  /** Prints what was seen before and after. */
  void show(List<Sighting> before, List<Sighting> after) {
    show(List.of(before, after));
  }

  /** Prints what was seen, one column a look at the same packets. */
  void show(List<List<Sighting>> looks) {
    if (!looks.get(0).isEmpty()) {
      narrator.lines(new PacketTable(narrator.palette(), looks).lines());
    }
  }

  /** The Service as a pass would understand it now. */
  Optional<ResolvedService> understood(ServiceKey service) {
    return plan().cluster().service(service);
  }

  @Override
  public void close() {
    backend.close();
  }
}
