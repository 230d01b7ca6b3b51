package dev.fairway.k8s.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.CatalystBackendProvider;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.model.AdminUser;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated Manager over HTTPS, with a policy of its administrators on it. Fairway has two of its
 * three sites. A push takes five seconds of a time that passes only while a client waits for it.
 */
final class CatalystFabricFixture implements FabricFixture {

  /** Where Fairway puts rules. */
  static final List<String> SITES = List.of("100", "200");

  private static final String PEOPLES_SITE = "300";
  private static final int VPN = 10;
  private static final String USER = "fairway";
  private static final String PASSWORD = "only-for-tests";
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final SimulatorClock clock =
      SimulatorClock.virtual(Instant.parse("2026-03-01T08:00:00Z"));
  private final SimulatedManager manager =
      new SimulatedManager(FabricSeed.withActivePolicy(), clock);
  private final CatalystSimulator simulator =
      CatalystSimulator.start(
          SimulatorSettings.builder().clock(clock).user(USER, PASSWORD).build(), manager);
  private final Map<String, String> settings = settings(simulator);
  private final AdminUser person = manager.adminUser("jane");
  private final String foreign = manager.foreign(CatalystFabricFixture::isOurs);
  private final SdwanBackend looking = open();
  private final WanSnapshot wan = looking.inventory(new UnlimitedCallContext());
  private int looks;

  private static Map<String, String> settings(CatalystSimulator simulator) {
    try {
      Path authority = Files.createTempFile("fairway-simulated", ".pem");
      authority.toFile().deleteOnExit();
      Files.writeString(authority, simulator.caPem());
      return Map.of(
          "url",
          simulator.url(),
          "username",
          USER,
          "password",
          PASSWORD,
          "caFile",
          authority.toString(),
          "sites",
          String.join(",", SITES),
          "segments",
          "default=" + VPN,
          "provenFeatures",
          "ordered-preference,ordered-strict,other-port-match",
          "minPushInterval",
          "0s");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** True for the name of an object, or of a group of sequences, that Fairway made. */
  static boolean isOurs(String name) {
    return name.startsWith("fairway") || name.startsWith("fw-");
  }

  SimulatedManager manager() {
    return manager;
  }

  @Override
  public SdwanBackend open() {
    return new CatalystBackendProvider(new AdvancingClock(clock))
        .open(BackendSettings.of(settings), MockFabricFixture.OWNER);
  }

  @Override
  public WanInventory inventory() {
    return wan.inventory();
  }

  @Override
  public TargetProfile profile() {
    return wan.profile();
  }

  @Override
  public List<PathRule> rules() {
    return looking.observe(wan, new UnlimitedCallContext()).mine();
  }

  @Override
  public boolean leftOthersAlone() {
    return foreign.equals(manager.foreign(CatalystFabricFixture::isOurs));
  }

  @Override
  public boolean clear() {
    return false;
  }

  @Override
  public Duration deadline() {
    return Duration.ofSeconds(20);
  }

  /** The controllers had a policy at any time. */
  void assertNoGap() {
    assertEquals(0, manager.deactivations());
    assertEquals(Duration.ZERO, manager.timeWithoutPolicy());
  }

  /** Nothing is held, and nothing of ours is there that nothing needs. */
  void assertTidy() {
    person.dropLock(person.takeLock(LEASE));
    assertEquals(List.of(), looking.observe(wan, new UnlimitedCallContext()).unfinished());
    List<String> left = new ArrayList<>();
    for (String kind : List.of("list", "definition/data")) {
      for (JsonNode policy : data("/template/policy/" + kind)) {
        if (isOurs(policy.path("name").asText()) && policy.path("referenceCount").asInt() == 0) {
          left.add(policy.path("name").asText());
        }
      }
    }
    assertEquals(List.of(), left, "ours, and nothing refers to it");
    for (JsonNode policy : data("/template/policy/vsmart")) {
      assertTrue(!isOurs(policy.path("policyName").asText()), policy::toString);
    }
  }

  private JsonNode data(String path) {
    return person.ask("GET", path, Optional.empty()).body().orElseThrow().path("data");
  }

  /** What the controllers run takes packets as the rules say, and no others. */
  void assertRunning(ResolvedFleet asked) {
    DesiredPolicy policy = new DesiredPolicy(rules());
    ControllerCensus census = new ControllerCensus(manager.view(), VPN, policy);
    looks++;
    for (String site : SITES) {
      assertEquals(Optional.empty(), census.contradiction(asked, site, looks));
    }
    assertTrue(census.taken() >= policy.rules().size() * SITES.size(), "looked past the rules");
    assertPeoplesSite(policy);
  }

  private void assertPeoplesSite(DesiredPolicy policy) {
    for (PathRule rule : policy.rules()) {
      assertTrue(
          manager
              .view()
              .taken(ControllerCensus.aimedAt(rule), PEOPLES_SITE, VPN)
              .filter(sequence -> isOurs(sequence.definitionName()))
              .isEmpty(),
          rule::toString);
    }
  }

  @Override
  public void close() {
    looking.close();
    simulator.close();
  }
}
