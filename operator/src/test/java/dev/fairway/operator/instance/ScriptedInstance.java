package dev.fairway.operator.instance;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.k8s.watch.ApiServerState;
import dev.fairway.k8s.watch.ResourceWatchState;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.k8s.watch.WatchedResource;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.DeadlineCallContext;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.WritePermission;
import dev.fairway.runtime.loop.LastLook;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.LoopState.Phase;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Real syncs over a fabric in memory, each made when a test says so; no cluster behind it. */
public final class ScriptedInstance implements FairwayInstance {

  /** One Service that is steered, with one address in Madrid. */
  public static final String CART =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop, annotations: {fairway.dev/tunnel: mpls}}
      spec: {ports: [{name: http, port: 80}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: cart-1, namespace: shop, labels: {kubernetes.io/service-name: cart}}
      addressType: IPv4
      ports: [{name: http, port: 8080, protocol: TCP}]
      endpoints: [{addresses: [10.2.0.1], targetRef: {kind: Pod, name: cart-a, namespace: shop}}]
      """;

  /** The owner of its rules. */
  public static final OwnerId OWNER = new OwnerId("shop-eu");

  private static final String FABRIC =
      """
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: fra-1, transports: [mpls, biz-internet]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, biz-internet]}]}
      routesKnown: true
      """;

  /** The fabric, for weather and for looking at. */
  public final MockFabric fabric;

  private final FaultyBackend backend;
  private final WritePermission permission = new WritePermission();
  private final PolicySync sync;
  private final List<String> said = new ArrayList<>();
  private LoopState state =
      new LoopState(
          Phase.STANDBY,
          Optional.empty(),
          0,
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          LastLook.NONE,
          Optional.empty(),
          Optional.empty());
  private WatchState watches =
      new WatchState(
          Stream.of(WatchedResource.values())
              .collect(
                  Collectors.toMap(
                      Function.identity(),
                      any ->
                          new ResourceWatchState(
                              ResourceWatchState.Phase.WATCHING,
                              true,
                              Duration.ofSeconds(3),
                              Optional.empty()))),
          ApiServerState.WORKING);
  private StatusState status =
      new StatusState(
          2, Optional.of(Duration.ofSeconds(4)), 0, Optional.empty(), Optional.empty(), 0);
  private final ReusedAddressLookup pods = new ReusedAddressLookup();
  private volatile long passed;
  private long generation;

  /** Adds listeners of its syncs. */
  public ScriptedInstance(SyncListener... listeners) {
    this(new MockFabric(FabricFile.parse("fabric.yaml", FABRIC).layout().orElseThrow()), listeners);
  }

  private ScriptedInstance(MockFabric fabric, SyncListener... listeners) {
    this.fabric = fabric;
    this.backend = new FaultyBackend(fabric.backend(OWNER));
    SyncOptions.Builder options =
        SyncOptions.builder()
            .owner(OWNER)
            .permission(permission)
            .podLookup(pods)
            .nanoClock(() -> System.nanoTime() + passed);
    for (SyncListener listener : listeners) {
      options.listener(listener);
    }
    sync = PolicySync.with(backend).using(options.build());
  }

  /** One sync over these manifests. */
  public SyncReport sync(String manifests) {
    return sync(manifests, Completeness.COMPLETE);
  }

  /** One sync over manifests that may not be all there are. */
  public synchronized SyncReport sync(String manifests, Completeness completeness) {
    generation++;
    SyncReport report =
        sync.run(
            FleetSnapshot.of(
                new ClusterMapper(ClusterSettings.of("shop-eu"))
                    .snapshot(
                        ManifestReader.read(
                                List.of("-"),
                                new ByteArrayInputStream(
                                    manifests.getBytes(StandardCharsets.UTF_8)))
                            .objects(),
                        generation,
                        completeness)));
    state =
        new LoopState(
            Phase.WAITING,
            state.frozen(),
            state.syncs() + 1,
            report.succeeded() ? 0 : state.failures() + 1,
            Optional.of(report),
            report.succeeded() ? Optional.of(Duration.ofSeconds(1)) : state.sinceSuccess(),
            Optional.empty(),
            new LastLook(sync.sinceLook(), report.planned().isPresent()),
            Optional.of(Duration.ofMinutes(5)),
            Optional.empty());
    return report;
  }

  /** Lets time pass for its syncs. */
  public void later(Duration time) {
    passed += time.toNanos();
  }

  /** Another pod has the address from now on, and was seen there so long ago. */
  public void reused(String address, Duration ago) {
    pods.add(address, System.nanoTime() - ago.toNanos());
  }

  /** Another process, at the same fabric, after this one ended. */
  public ScriptedInstance restarted(SyncListener... listeners) {
    close();
    return new ScriptedInstance(fabric, listeners);
  }

  /** Another process for the same owner, at the same fabric, while this one runs. */
  public ScriptedInstance beside() {
    return new ScriptedInstance(fabric);
  }

  /** The fabric holds what another process left there, of which this one knows nothing. */
  public void plantRulesOfAnEarlierProcess() {
    ScriptedInstance earlier = new ScriptedInstance(fabric);
    earlier.sync(CART);
    earlier.close();
  }

  /** Its backend. */
  public SdwanBackend backend() {
    return backend;
  }

  /** From now on with or without a fabric that answers. */
  public void silent(boolean isSilent) {
    backend.silent(isSilent);
  }

  /** What was asked of it, in order. */
  public synchronized List<String> said() {
    return List.copyOf(said);
  }

  /** From now on in another state. */
  public synchronized void is(LoopState other) {
    state = other;
  }

  /** From now on with one watch that is broken. */
  public synchronized void breaks(WatchedResource resource, String problem) {
    Map<WatchedResource, ResourceWatchState> others = new EnumMap<>(watches.resources());
    others.put(
        resource,
        new ResourceWatchState(
            ResourceWatchState.Phase.BROKEN, true, Duration.ofSeconds(90), Optional.of(problem)));
    watches = new WatchState(others, watches.apiServer());
  }

  /** From now on with an API server that has been away for 12 s. */
  public synchronized void losesApiServer(String problem) {
    watches =
        new WatchState(
            watches.resources(), new ApiServerState(Optional.of(problem), Duration.ofSeconds(12)));
  }

  /** From now on with another state of writing back. */
  public synchronized void status(StatusState other) {
    status = other;
  }

  /** From now on without a living loop. */
  public synchronized void dies(String problem) {
    state =
        new LoopState(
            Phase.STOPPED,
            state.frozen(),
            state.syncs(),
            state.failures(),
            state.last(),
            state.sinceSuccess(),
            state.waitingSince(),
            state.look(),
            state.nextIn(),
            Optional.of(problem));
  }

  /** The state with another phase. */
  public synchronized void phase(Phase phase) {
    state =
        new LoopState(
            phase,
            state.frozen(),
            state.syncs(),
            state.failures(),
            state.last(),
            state.sinceSuccess(),
            state.waitingSince(),
            state.look(),
            state.nextIn(),
            state.problem());
  }

  @Override
  public synchronized LoopState state() {
    return state;
  }

  @Override
  public synchronized WatchState watches() {
    return watches;
  }

  @Override
  public synchronized StatusState status() {
    return status;
  }

  @Override
  public synchronized Optional<PacketPath> tracePath(Flow flow) {
    WritePermission none = new WritePermission();
    none.withdraw();
    try {
      return backend.tracePath(
          flow,
          new DeadlineCallContext(Duration.ofSeconds(5), System::nanoTime, true, "staged", none));
    } catch (BackendException cannotTell) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void freeze(String why) {
    said.add("freeze " + why);
    frozen(Optional.of(why));
  }

  @Override
  public synchronized void unfreeze() {
    said.add("unfreeze");
    frozen(Optional.empty());
  }

  private void frozen(Optional<String> why) {
    state =
        new LoopState(
            state.phase(),
            why,
            state.syncs(),
            state.failures(),
            state.last(),
            state.sinceSuccess(),
            state.waitingSince(),
            state.look(),
            state.nextIn(),
            state.problem());
  }

  @Override
  public synchronized void approve(String holdId, String who) {
    said.add("approve " + holdId + " " + who);
  }

  @Override
  public synchronized void lead() {
    said.add("lead");
    permission.grant();
    phase(Phase.WAITING);
  }

  @Override
  public synchronized void standBy() {
    said.add("standBy");
    permission.withdraw();
    phase(Phase.STANDBY);
  }

  @Override
  public synchronized void close() {
    said.add("close");
    phase(Phase.STOPPED);
    backend.close();
  }
}
