package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.change.PolicyChange;
import dev.fairway.catalyst.change.PushTiming;
import dev.fairway.catalyst.client.ConnectionOptions;
import dev.fairway.catalyst.client.ManagerClient;
import dev.fairway.catalyst.client.ManagerLogin;
import dev.fairway.catalyst.codec.SegmentVpns;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.LoggedCall;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.catalyst.snapshot.NumberRanges;
import dev.fairway.catalyst.snapshot.PlacementMode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.loop.LastLook;
import dev.fairway.runtime.loop.LoopSettings;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An hour of virtual time of one operator and a network team's Terraform on the same Manager. In
 * every second: what others wrote is as they wrote it, nothing is called in force that was not in
 * force at the look, no look is older than its interval, and what is away is mended or said.
 */
class BesideTerraformTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final ServiceKey SHOP = new ServiceKey("shop-eu", "shop", "web");
  private static final Flow TO_SHOP =
      new Flow(
          Segment.DEFAULT,
          IpPrefix.parse("10.1.0.5"),
          IpPrefix.parse("10.2.0.9"),
          IpProtocol.TCP,
          40_000,
          8080);

  private final PlayedTime time = new PlayedTime(HOUR);
  private final SimulatedManager manager =
      new SimulatedManager(FabricSeed.withActivePolicy(), time.clock);
  private final CatalystSimulator simulator =
      CatalystSimulator.start(
          SimulatorSettings.builder()
              .clock(time.clock)
              .user("fairway", BackendFixture.PASSWORD)
              .build(),
          manager);
  private final CatalystBackend backend = backend();
  private final List<String> pods = new ArrayList<>(List.of("10.2.0.9"));
  private final SyncLoop loop =
      SyncLoop.over(backend)
          .options(SyncOptions.builder().safety(SafetySettings.OFF).build())
          .fleet(this::fleet)
          .clock(time)
          .random(new SplittableRandom(7))
          .settings(LoopSettings.DEFAULTS)
          .build();

  private TerraformPlayer terraform = TerraformPlayer.importing(manager);
  private String othersObjects = "";

  /** Whether the exclusive rule took its packets, at each moment. */
  private final TreeMap<Duration, Boolean> steered = new TreeMap<>();

  /** The conditions of the Service, one after the other, each with when it came. */
  private final TreeMap<Duration, Condition> conditions = new TreeMap<>();

  /** A further check, of one test. */
  private Runnable eachSecond = () -> {};

  private boolean teamWasBusy;
  private Duration oldestLook = Duration.ZERO;

  private CatalystBackend backend() {
    ManagedFabric fabric =
        ManagedFabric.careful(
            NumberRanges.tryParse(BackendFixture.SITES).orElseThrow(),
            new SegmentVpns(new TreeMap<>(Map.of(Segment.DEFAULT, BackendFixture.VPN))),
            PlacementMode.AUTO);
    ConnectionOptions access =
        ConnectionOptions.to(
                simulator.url(),
                new ManagerLogin.FormLogin("fairway", new Secret(BackendFixture.PASSWORD)))
            .withCaPem(simulator.caPem());
    return new CatalystBackend(
        SyncSteps.OWNER,
        fabric,
        fabric.profile(),
        new ManagerClient(access, time),
        new PolicyChange(SyncSteps.OWNER, PushTiming.USUAL, time));
  }

  @AfterEach
  void close() {
    loop.close();
    backend.close();
    simulator.close();
  }

  private FleetSnapshot fleet() {
    List<Endpoint> endpoints =
        pods.stream()
            .map(IpPrefix::parse)
            .map(address -> Endpoint.pod(address, Optional.of(new SiteId("200"))))
            .toList();
    ServiceState service =
        new ServiceState(
            SHOP,
            Instant.EPOCH,
            List.of(new ServicePort("http", IpProtocol.TCP, 80)),
            new IntentReading(
                Optional.of(ServiceIntent.parse("ports=every tunnel=mpls fallback=none")),
                Optional.empty(),
                List.of(),
                Set.of(),
                List.of()),
            List.of(
                new ServiceEndpoints(
                    "http", Optional.of(IpProtocol.TCP), OptionalInt.of(8080), endpoints)),
            List.of());
    return FleetSnapshot.of(
        new ClusterSnapshot(
            "shop-eu",
            SyncSteps.OWNER,
            1,
            Completeness.COMPLETE,
            List.of(),
            Optional.empty(),
            Datapath.NATIVE,
            new TreeMap<>(Map.of(SHOP, service)),
            List.of()));
  }

  /** The objects of everybody else, their sequences and the items of their policies. */
  private String othersObjects() {
    return manager.foreign(name -> name.matches("(fw-|fairway).*"));
  }

  private void at(int minute, Runnable action) {
    time.at(
        Duration.ofMinutes(minute),
        () -> {
          action.run();
          othersObjects = othersObjects();
        });
  }

  private void change(Runnable ofPods) {
    ofPods.run();
    loop.changed();
  }

  private boolean isSteered() {
    return manager.taken(TO_SHOP, "100", BackendFixture.VPN).isPresent();
  }

  private Optional<Condition> programmed(LoopState state) {
    return state
        .last()
        .map(report -> report.services().get(SHOP))
        .map(ServiceStatus::programmedCondition);
  }

  private void checkMoment() {
    steered.put(time.now(), isSteered());
    LoopState state = loop.state();
    Optional<Condition> condition = programmed(state);
    condition
        .filter(now -> conditions.isEmpty() || !conditions.lastEntry().getValue().equals(now))
        .ifPresent(now -> conditions.put(time.now(), now));
    state
        .look()
        .age()
        .filter(age -> age.compareTo(oldestLook) > 0)
        .ifPresent(age -> oldestLook = age);
    if (condition.filter(now -> now.status() == Condition.Status.TRUE).isPresent()
        && state.look().current()) {
      assertWasInForce(state.look().age().orElseThrow());
    }
    boolean busy = terraform.isBusy();
    if (busy || teamWasBusy) {
      // The end of a task of the team's changes what is active.
      othersObjects = othersObjects();
    }
    teamWasBusy = busy;
    assertEquals(othersObjects, othersObjects(), "what others wrote");
    eachSecond.run();
  }

  private void assertWasInForce(Duration age) {
    Duration look = time.now().minus(age);
    boolean before =
        Optional.ofNullable(steered.floorEntry(look)).filter(Map.Entry::getValue).isPresent();
    boolean after =
        Optional.ofNullable(steered.ceilingEntry(look)).filter(Map.Entry::getValue).isPresent();
    assertTrue(before || after, () -> "called in force, and was not at the look " + age + " ago");
  }

  /** How long the rule was not in force, from a minute to another one. */
  private Duration away(int fromMinute, int toMinute) {
    Duration away = Duration.ZERO;
    Duration last = Duration.ofMinutes(fromMinute);
    for (Map.Entry<Duration, Boolean> moment :
        steered.subMap(last, Duration.ofMinutes(toMinute)).entrySet()) {
      away = moment.getValue() ? away : away.plus(moment.getKey().minus(last));
      last = moment.getKey();
    }
    return away;
  }

  /** The reasons of the conditions of the Service, one after the other. */
  private List<String> reasons() {
    return conditions.values().stream().map(condition -> condition.reason()).toList();
  }

  private void play() throws InterruptedException {
    othersObjects = othersObjects();
    time.check(this::checkMoment);
    loop.start();
    time.join();
    assertTrue(isSteered(), "at the end");
    Duration longest = LoopSettings.DEFAULTS.lookInterval().plus(LastLook.ALLOWANCE);
    assertTrue(oldestLook.compareTo(longest) <= 0, () -> "a look was " + oldestLook + " old");
  }

  /** The requests that change something, but for logins. */
  private static List<LoggedCall> writes(List<LoggedCall> calls) {
    return calls.stream()
        .filter(call -> !call.verb().equals("GET"))
        .filter(call -> !call.path().contains("security_check"))
        .toList();
  }

  @Test
  void quietHour_asksLittleAndWritesNothing() throws InterruptedException {
    AtomicLong settled = new AtomicLong();
    at(1, () -> settled.set(simulator.requests().mark()));
    play();
    List<LoggedCall> calls = simulator.requests().since(settled.get());
    assertEquals(List.of(), writes(calls));
    assertEquals(List.of("Programmed"), reasons());
    // Looks of two requests, readings of the inventory, quiet syncs: 494 were counted.
    assertTrue(calls.size() <= 500, () -> calls.size() + " requests in 59 minutes");
  }

  @Test
  void team_appliesItsPolicyAgainAndAgain_isSaidAndMended() throws InterruptedException {
    at(5, terraform::apply);
    at(15, terraform::apply);
    at(25, terraform::apply);
    at(35, terraform::apply);
    play();
    assertEquals(
        List.of(
            "Programmed",
            "Drifted",
            "Programmed",
            "Drifted",
            "Programmed",
            "UndoneByOthers",
            "Programmed",
            "UndoneByOthers",
            "Programmed"),
        distinctReasons());
    assertTrue(
        conditions.values().stream()
            .filter(condition -> condition.status() == Condition.Status.FALSE)
            .allMatch(condition -> condition.message().contains("user 'terraform'")));
    for (int minute = 5; minute <= 35; minute += 10) {
      Duration away = away(minute, minute + 10);
      assertTrue(away.compareTo(PushTiming.USUAL.yieldAfterForeign()) >= 0, "waits for the other");
      assertTrue(away.compareTo(Duration.ofMinutes(7)) <= 0, () -> "away for " + away);
    }
  }

  /** The reasons, each once where it follows itself with another message. */
  private List<String> distinctReasons() {
    List<String> distinct = new ArrayList<>();
    for (String reason : reasons()) {
      if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(reason)) {
        distinct.add(reason);
      }
    }
    return distinct;
  }

  @Test
  void team_leavesAnEditOpen_meetsNoListsMadeAndThrownAway() throws InterruptedException {
    AtomicLong opened = new AtomicLong();
    List<LoggedCall> whileOpen = new ArrayList<>();
    at(5, () -> terraform.leaveEditOpen("lisbon-guests"));
    at(6, () -> change(() -> pods.add("10.2.0.10")));
    at(6, () -> opened.set(simulator.requests().mark()));
    at(14, () -> whileOpen.addAll(simulator.requests().since(opened.get())));
    at(14, terraform::push);
    play();
    assertEquals(List.of(), whileOpen.stream().filter(call -> call.verb().equals("POST")).toList());
    assertEquals(Duration.ZERO, away(1, 60));
    assertEquals(List.of("Programmed", "Pending", "Programmed"), distinctReasons());
  }

  @Test
  void team_destroysItsPolicyAndMakesItAgain_isSaidAndMended() throws InterruptedException {
    at(5, terraform::destroy);
    at(20, terraform::createAgain);
    play();
    assertEquals(
        List.of("Programmed", "UnsupportedByBackend", "Drifted", "Programmed"), distinctReasons());
  }

  @Test
  void containerThatTheTeamDeclares_isUsedAndItsPlanStaysEmpty() throws InterruptedException {
    terraform.declareContainer(BackendFixture.SITES, BackendFixture.VPN);
    terraform.apply();
    eachSecond = () -> assertEquals("", terraform.plan());
    at(5, () -> change(() -> pods.add("10.2.0.10")));
    at(10, () -> change(pods::clear));
    at(15, () -> change(() -> pods.add("10.2.0.9")));
    at(20, () -> change(() -> pods.add("10.2.0.11")));
    at(25, terraform::apply);
    play();
    assertEquals(List.of("Programmed", "NoEndpoints", "Programmed"), reasons());
  }
}
