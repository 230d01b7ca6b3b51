package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.codec.CatalystProfile;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.WanSnapshot;
import dev.fairway.testkit.TestCallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend as the host has it, opened by settings, on a simulated Manager over HTTPS. */
class CatalystBackendTest {

  private static final WanSnapshot NOTHING =
      new WanSnapshot(WanInventory.EMPTY, CatalystProfile.careful(), Duration.ZERO, List.of());

  private final Map<SdwanBackend, WanSnapshot> inventories = new IdentityHashMap<>();

  private static final OwnerId OWNER = new OwnerId("shop-eu");
  private static final String PASSWORD = "correct-horse-battery";

  @TempDir private Path folder;

  private final SimulatorManagerClock time = new SimulatorManagerClock();
  private final SimulatorClock clock = time.clock;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Optional<CatalystSimulator> simulator = Optional.empty();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void backend_fromInstallToPurge_leavesWhatWasThereBefore() {
    SdwanBackend backend = backend(FabricSeed.withActivePolicy(), Map.of());
    WanSnapshot wan = backend.inventory(call());
    assertEquals("[100, 200]", wan.inventory().siteIds().toString());
    PathRule rule = rule("10.1.0.1/32", "mpls");

    ApplyReport report = backend.apply(plan(backend, List.of(rule)), wan(backend), call());

    assertTrue(report.succeeded(), report::toString);
    assertEquals(List.of(rule), backend.observe(wan(backend), call()).mine());
    assertTrue(plan(backend, List.of(rule)).isEmpty());
    assertEquals(Optional.empty(), backend.purgeConfirmation(wan(backend), call()));
    assertTrue(backend.purge(plan(backend, List.of()), wan(backend), call()).succeeded());
    assertEquals(List.of(), backend.observe(wan(backend), call()).mine());
    assertEquals(List.of(), backend.observe(wan(backend), call()).unfinished());
  }

  @Test
  void backend_inModeOwn_makesItsPolicyAndPurgeNamesIt() {
    SdwanBackend backend = backend(FabricSeed.demo(), Map.of("mode", "own"));
    PathRule rule = rule("10.1.0.1/32", "mpls");

    assertTrue(backend.apply(plan(backend, List.of(rule)), wan(backend), call()).succeeded());

    assertEquals(List.of(rule), backend.observe(wan(backend), call()).mine());
    assertEquals(Optional.of("fairway"), backend.purgeConfirmation(wan(backend), call()));
  }

  @Test
  void pass_withoutAChange_costsAtMostSixRequestsAndNoWrite() {
    SdwanBackend backend = backend(FabricSeed.withActivePolicy(), Map.of());
    List<PathRule> rules = List.of(rule("10.1.0.1/32", "mpls"));
    backend.apply(plan(backend, rules), wan(backend), call());
    long mark = requests().mark();

    Plan plan = plan(backend, rules);

    assertTrue(plan.isEmpty());
    assertTrue(requests().since(mark).size() <= 6, () -> requests().since(mark).toString());
    assertFalse(requests().since(mark).stream().anyMatch(call -> call.isWrite()));
  }

  @Test
  void apply_whereNoPolicyIsActive_isRefusedBeforeAnyWriteAndSaidInTheObservation() {
    SdwanBackend backend = backend(FabricSeed.demo(), Map.of());
    long mark = requests().mark();

    ObservedPolicy observed = backend.observe(wan(backend), call());
    BackendException refused =
        assertThrows(
            BackendException.class,
            () ->
                backend.apply(
                    plan(backend, List.of(rule("10.1.0.1/32", "mpls"))), wan(backend), call()));

    assertEquals(DiagnosticCode.FABRIC_UNMANAGEABLE, observed.diagnostics().get(0).code());
    assertEquals(ErrorKind.UNSUPPORTED, refused.kind());
    assertTrue(String.valueOf(refused.getMessage()).contains("no centralized policy is active"));
    assertWritesNothing(mark);
  }

  @Test
  void apply_whereAControllerIsInCliMode_isRefusedBeforeAnyWrite() {
    SdwanBackend backend =
        backend(
            FabricSeed.demo().toBuilder()
                .controller(SeedController.of(2, SeedController.Mode.CLI))
                .build(),
            Map.of("mode", "own"));
    long mark = requests().mark();

    BackendException refused =
        assertThrows(
            BackendException.class,
            () ->
                backend.apply(
                    plan(backend, List.of(rule("10.1.0.1/32", "mpls"))), wan(backend), call()));

    assertTrue(String.valueOf(refused.getMessage()).contains("in mode 'cli'"));
    assertWritesNothing(mark);
  }

  @Test
  void apply_strictRuleOverATransportThatIsDown_isRefusedUntilItIsUpAgain() {
    SimulatedManager manager = new SimulatedManager(FabricSeed.withActivePolicy(), clock);
    SdwanBackend backend = backend(manager, Map.of());
    PathRule rule = rule("10.1.0.1/32", "mpls");
    manager.adminUser("ada").color("200", "mpls", false);
    long mark = requests().mark();

    BackendException refused =
        assertThrows(
            BackendException.class,
            () -> backend.apply(plan(backend, List.of(rule)), wan(backend), call()));

    assertEquals(ErrorKind.UNSUPPORTED, refused.kind());
    assertTrue(String.valueOf(refused.getMessage()).contains("edge 'mad-1' of site 200"));
    assertWritesNothing(mark);
    manager.adminUser("ada").color("200", "mpls", true);
    assertTrue(backend.apply(plan(backend, List.of(rule)), wan(backend), call()).succeeded());

    manager.adminUser("ada").color("200", "mpls", false);
    inventories.put(backend, backend.inventory(call()));
    PathRule wider =
        rule.withMatch(
            rule.match().toBuilder()
                .destination(PrefixSet.parse("10.1.0.1/32,10.1.0.9/32"))
                .build());
    Plan addressesOnly = plan(backend, List.of(wider));
    clock.advance(Duration.ofMinutes(2));
    assertTrue(
        backend.apply(addressesOnly, wan(backend), call()).succeeded(), "what is in force stays");
  }

  @Test
  void inventory_ofAManagerThatIsGone_isUnavailable() {
    SdwanBackend backend = backend(FabricSeed.demo(), Map.of());
    simulator.orElseThrow().close();

    BackendException failed = assertThrows(BackendException.class, () -> backend.inventory(call()));

    assertEquals(ErrorKind.UNAVAILABLE, failed.kind());
  }

  @Test
  void observe_withAWrongPassword_isUnauthorizedAndNeverRepeatsIt() throws IOException {
    backend(FabricSeed.demo(), Map.of());
    SdwanBackend backend = opened(Map.of("password", "wrong-horse-battery"));

    BackendException failed =
        assertThrows(BackendException.class, () -> backend.observe(NOTHING, call()));

    assertEquals(ErrorKind.UNAUTHORIZED, failed.kind());
    assertFalse(failed.toString().contains("wrong-horse"), failed::toString);
    assertEquals("CatalystBackend[shop-eu]", backend.toString());
  }

  @Test
  void close_anyNumberOfTimes_endsEveryLaterCall() {
    SdwanBackend backend = backend(FabricSeed.demo(), Map.of());
    backend.observe(NOTHING, call());

    backend.close();
    backend.close();

    BackendException failed =
        assertThrows(BackendException.class, () -> backend.observe(NOTHING, call()));
    assertEquals(ErrorKind.UNAVAILABLE, failed.kind());
  }

  @Test
  void provider_isFoundByItsName() {
    SdwanBackendProvider provider =
        ServiceLoader.load(SdwanBackendProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("catalyst"))
            .findFirst()
            .orElseThrow();

    assertInstanceOf(CatalystBackendProvider.class, provider);
    assertEquals(CatalystSettingKeys.ALL, provider.settings());
  }

  private SdwanBackend backend(FabricSeed seed, Map<String, String> more) {
    return backend(new SimulatedManager(seed, clock), more);
  }

  private SdwanBackend backend(SimulatedManager model, Map<String, String> more) {
    CatalystSimulator started =
        CatalystSimulator.start(
            SimulatorSettings.builder().clock(clock).user("fairway", PASSWORD).build(), model);
    open.add(started);
    simulator = Optional.of(started);
    try {
      return opened(more);
    } catch (IOException unwritable) {
      throw new AssertionError(unwritable);
    }
  }

  private SdwanBackend opened(Map<String, String> more) throws IOException {
    CatalystSimulator there = simulator.orElseThrow();
    Files.writeString(folder.resolve("ca.pem"), there.caPem());
    Map<String, String> values = new TreeMap<>();
    values.put("url", there.url());
    values.put("username", "fairway");
    values.put("password", PASSWORD);
    values.put("caFile", "ca.pem");
    values.put("sites", "100,200");
    values.put("segments", "default=10");
    values.put("minPushInterval", "0s");
    values.putAll(more);
    SdwanBackend backend =
        new CatalystBackendProvider(time).open(BackendSettings.of(values, folder), OWNER);
    open.add(0, backend);
    return backend;
  }

  private dev.fairway.catalyst.simulator.CallLog requests() {
    return simulator.orElseThrow().requests();
  }

  private void assertWritesNothing(long mark) {
    assertFalse(
        requests().since(mark).stream().anyMatch(call -> call.isWrite()),
        () -> requests().since(mark).toString());
  }

  /** The inventory as it was read at the first use of the backend. */
  private WanSnapshot wan(SdwanBackend backend) {
    return inventories.computeIfAbsent(backend, opened -> opened.inventory(call()));
  }

  private Plan plan(SdwanBackend backend, List<PathRule> rules) {
    return Planner.plan(
        OWNER, new DesiredPolicy(rules), backend.observe(wan(backend), call()), PlanMode.SYNC);
  }

  private static PathRule rule(String address, String transport) {
    return new PathRule(
        RuleId.ofKey(address),
        OWNER,
        new Scope(Segment.DEFAULT, new TreeSet<>(List.of(new SiteId("100"), new SiteId("200")))),
        Direction.TO_SERVICE,
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse(address))
            .protocol(IpProtocol.TCP)
            .destinationPorts(PortSet.of(443))
            .build(),
        Treatment.steer(Fallback.NONE, new Transport(transport)));
  }

  private static TestCallContext call() {
    return TestCallContext.lasting(Duration.ofMinutes(5));
  }
}
