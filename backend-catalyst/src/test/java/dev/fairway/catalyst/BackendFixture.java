package dev.fairway.catalyst;

import dev.fairway.catalyst.change.PolicyChange;
import dev.fairway.catalyst.change.PushTiming;
import dev.fairway.catalyst.client.ConnectionOptions;
import dev.fairway.catalyst.client.ManagerClient;
import dev.fairway.catalyst.client.ManagerLogin;
import dev.fairway.catalyst.codec.SegmentVpns;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.catalyst.snapshot.NumberRanges;
import dev.fairway.catalyst.snapshot.PlacementMode;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.Secret;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The backend over HTTPS on a simulated Manager, in a time that passes only by waiting. */
final class BackendFixture implements AutoCloseable {

  static final String PASSWORD = "correct horse battery staple";
  static final List<String> SITES = List.of("100", "200");
  static final int VPN = 10;
  static final Segment BLUE = new Segment("blue");

  final SimulatorManagerClock time = new SimulatorManagerClock();
  Optional<WanSnapshot> wan = Optional.empty();
  final SimulatedManager model;
  final RecordingManager watched;
  final CatalystSimulator simulator;
  final AdminActions admin;
  final ManagedFabric fabric;
  PushTiming pace = PushTiming.USUAL.withMinPushInterval(Duration.ZERO);

  /** How many containers stay where the owner has no rule any more. */
  final int emptyContainers;

  BackendFixture(FabricSeed seed, PlacementMode mode) {
    this(seed, mode, Map.of(Segment.DEFAULT, VPN));
  }

  private BackendFixture(FabricSeed seed, PlacementMode mode, Map<Segment, Integer> vpns) {
    this.emptyContainers = mode == PlacementMode.OWN ? 1 : 0;
    this.model = new SimulatedManager(seed, time.clock);
    this.watched = new RecordingManager(model);
    this.simulator =
        CatalystSimulator.start(
            SimulatorSettings.builder()
                .clock(time.clock)
                .user("fairway", PASSWORD)
                .user("terraform", PASSWORD)
                .build(),
            watched);
    this.admin = new AdminActions(model, time.clock);
    this.fabric =
        ManagedFabric.careful(
            NumberRanges.tryParse(SITES).orElseThrow(), new SegmentVpns(new TreeMap<>(vpns)), mode);
  }

  static BackendFixture attach() {
    return new BackendFixture(FabricSeed.withActivePolicy(), PlacementMode.ATTACH);
  }

  /** With the segment {@code blue} beside the default one. */
  static BackendFixture twoSegments(FabricSeed seed, PlacementMode mode) {
    return new BackendFixture(seed, mode, Map.of(Segment.DEFAULT, VPN, BLUE, 20));
  }

  static BackendFixture own() {
    return new BackendFixture(FabricSeed.demo(), PlacementMode.OWN);
  }

  SdwanBackend open(OwnerId owner) {
    return open(owner, fabric.profile());
  }

  /** A backend whose fabric is trusted with less than its settings can say. */
  SdwanBackend open(OwnerId owner, TargetProfile less) {
    return new CatalystBackend(
        owner, fabric, less, client("fairway"), new PolicyChange(owner, pace, time));
  }

  /** A client with an account of the simulator. */
  ManagerClient client(String account) {
    ConnectionOptions access =
        ConnectionOptions.to(
                simulator.url(), new ManagerLogin.FormLogin(account, new Secret(PASSWORD)))
            .withCaPem(simulator.caPem());
    return new ManagerClient(access, time);
  }

  @Override
  public void close() {
    watched.close();
    simulator.close();
  }
}
