package dev.fairway.demo.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
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
import dev.fairway.core.wan.Transport;
import dev.fairway.demo.ProgramRun;
import dev.fairway.operator.command.ExitCode;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.runtime.DeadlineCallContext;
import dev.fairway.runtime.WritePermission;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands on a simulated Manager, with the settings that it hands out. */
class SimulatedCatalystTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");

  private static final String NOTHING_ASKED =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec: {ports: [{port: 80}]}
      """;

  private final SimulatedCatalyst simulated = SimulatedCatalyst.start(0, Duration.ofMillis(1));
  private final String config = simulated.settings().toString();

  @AfterEach
  void close() {
    simulated.close();
  }

  private void install() {
    Settings settings =
        SettingsReader.read(Optional.of(Path.of(config)), Map.of(), Map.of())
            .settings()
            .orElseThrow();
    BackendCatalog catalog = BackendCatalog.load(SimulatedCatalystTest.class.getClassLoader());
    try (SdwanBackend backend =
        catalog.open(
            settings.backend().name(), settings.backend().settings(), settings.cluster().owner())) {
      WanSnapshot wan = backend.inventory(call());
      Scope scope = new Scope(Segment.DEFAULT, wan.inventory().siteIds());
      TrafficMatch match =
          TrafficMatch.builder(IpFamily.IPV4).destination(PrefixSet.parse("10.2.0.5/32")).build();
      Treatment treatment = Treatment.steer(Fallback.NONE, new Transport("mpls"));
      PathRule rule =
          new PathRule(RuleId.ofKey("one"), OWNER, scope, Direction.TO_SERVICE, match, treatment);
      assertTrue(
          backend
              .apply(
                  Planner.plan(
                      OWNER,
                      new DesiredPolicy(List.of(rule)),
                      backend.observe(wan, call()),
                      PlanMode.SYNC),
                  wan,
                  call())
              .succeeded());
    }
  }

  private static DeadlineCallContext call() {
    return new DeadlineCallContext(
        Duration.ofMinutes(1), System::nanoTime, false, "test", new WritePermission());
  }

  @Test
  void purge_whereNothingIs_saysSo() {
    ProgramRun run = ProgramRun.of("purge", "--config", config);
    assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::err);
    assertTrue(run.out().contains("Nothing of owner shop-eu is on the fabric"), run::out);
  }

  @Test
  void purge_withoutConfirmation_showsThePlanAndChangesNothing() {
    install();
    long writes = simulated.requests().counts().writes();
    ProgramRun run = ProgramRun.of("purge", "--config", config);
    assertEquals(ExitCode.CHANGES, run.code(), run::err);
    assertTrue(run.out().contains("10.2.0.5"), run::out);
    assertTrue(run.out().contains("--confirm shop-eu"), run::out);
    assertEquals(writes, simulated.requests().counts().writes());
  }

  @Test
  void purge_withAnotherName_changesNothing() {
    install();
    long writes = simulated.requests().counts().writes();
    ProgramRun run = ProgramRun.of("purge", "--config", config, "--confirm", "yes");
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.err().contains("--confirm 'yes' is not what this purge asks for"), run::err);
    assertEquals(writes, simulated.requests().counts().writes());
  }

  @Test
  void purge_confirmed_takesAllOfTheOwnersAwayInOnePushAndLeavesPeoplesPolicy() {
    String people = simulated.manager().foreign(name -> name.matches("(fairway|fw)-.*"));
    install();
    int pushes = simulated.manager().pushes();
    ProgramRun run = ProgramRun.of("purge", "--config", config, "--confirm", "shop-eu");
    assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::err);
    assertEquals(1, simulated.manager().pushes() - pushes);
    assertEquals(0, simulated.manager().deactivations());
    assertEquals(people, simulated.manager().foreign(name -> name.matches("(fairway|fw)-.*")));
    assertTrue(
        ProgramRun.of("purge", "--config", config).out().contains("Nothing of owner"), run::out);
  }

  @Test
  void furtherAccount_logsInWithAPasswordOfItsOwn() throws Exception {
    FabricSeed seed = FabricSeed.withActivePolicy();
    try (SimulatedCatalyst other =
        SimulatedCatalyst.start(0, Duration.ofMillis(1), seed, List.of("terraform"))) {
      String ours = Files.readString(other.passwordFile());
      Path theirs = other.passwordFileOf("terraform");
      assertNotEquals(ours, Files.readString(theirs));
      Path settings = other.settings().resolveSibling("theirs.yaml");
      Files.writeString(
          settings,
          Files.readString(other.settings())
              .replace("username: fairway", "username: terraform")
              .replace("passwordFile: password", "passwordFile: " + theirs));
      ProgramRun run = ProgramRun.of("purge", "--config", settings.toString());
      Files.delete(settings);
      assertTrue(run.out().contains("Nothing of owner shop-eu is on the fabric"), run::err);
    }
  }

  @Test
  void emptyOne_hasNothingButTheManagersOwnLists() {
    FabricSeed empty = FabricSeed.withActivePolicy().withoutObjects();
    try (SimulatedCatalyst other =
        SimulatedCatalyst.start(0, Duration.ofMillis(1), empty, List.of())) {
      assertEquals("", other.manager().foreign(name -> name.matches("Business.*|Microsoft.*")));
      assertEquals(3, other.manager().view().sites().size());
    }
  }

  @Test
  void plan_withTheSettingsOfTheSimulator_asksIt() {
    ProgramRun run =
        ProgramRun.with(Map.of(), NOTHING_ASKED, "plan", "-f", "-", "--config", config);
    assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::err);
    assertTrue(run.err().contains("site 300"), run::err);
    assertTrue(simulated.requests().counts().requests() > 0);
    assertEquals(0, simulated.requests().counts().writes());
  }
}
