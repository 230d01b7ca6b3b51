package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ConnectionOptions;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClient;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.client.ManagerLogin;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.CatalystProfile;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.SampleRuleKinds;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.LoggedCall;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.model.AdminUser;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.Secret;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A simulated Manager over HTTPS with a foreign policy, and a reader of it. */
final class SimulatedManagerFixture implements AutoCloseable, ManagerClock, CallContext {

  private static final Map<Class<?>, String> TOKENS =
      Map.of(
          PolicyList.DataPrefixList.class, "dataprefix",
          PolicyList.SiteList.class, "site",
          PolicyList.VpnList.class, "vpn");

  private final SimulatorClock clock =
      SimulatorClock.virtual(Instant.parse("2026-01-02T03:04:05Z"));
  private final SimulatedManager model;
  private final CatalystSimulator simulator;
  private final ManagerClient client;
  private final InventoryReader inventories;
  private final ManagedFabric fabric;
  private WanInventory wan = WanInventory.EMPTY;

  SimulatedManagerFixture(FabricSeed seed, ManagedFabric fabric) {
    model = new SimulatedManager(seed, clock);
    simulator =
        CatalystSimulator.start(
            SimulatorSettings.builder().clock(clock).user("fairway", "open-sesame").build(), model);
    client =
        new ManagerClient(
            ConnectionOptions.to(
                    simulator.url(),
                    new ManagerLogin.FormLogin("fairway", new Secret("open-sesame")))
                .withCaPem(simulator.caPem()),
            this);
    inventories = new InventoryReader(fabric);
    this.fabric = fabric;
  }

  ManagerApi calls() {
    return client.within(this);
  }

  AdminUser person() {
    return model.adminUser("ada");
  }

  WanSnapshot inventory() {
    WanSnapshot reading = inventories.read(calls());
    wan = reading.inventory();
    return reading;
  }

  DecodedSnapshot view() {
    return new SnapshotReader(SnapshotFixture.MINE, fabric, wan).read(calls());
  }

  /** The requests since a mark, but for logins. */
  List<LoggedCall> asked(long mark) {
    return simulator.requests().since(mark).stream()
        .filter(call -> call.path().startsWith("/template") || call.path().startsWith("/device"))
        .toList();
  }

  long mark() {
    return simulator.requests().mark();
  }

  /** Advances the clock until a push has ended. */
  void settle() {
    clock.advance(Duration.ofSeconds(30));
  }

  /** Puts rules in force in the foreign policy, as a user would. */
  void install(List<PathRule> rules) {
    PolicyCodec codec = new PolicyCodec(CatalystProfile.careful(), wan);
    Map<String, String> ids = new HashMap<>();
    rules.forEach(rule -> codec.lists(rule).forEach(list -> ids.put(list.name(), post(list))));
    JsonNode definition =
        calls()
            .post(
                "/template/policy/definition/data",
                SampleRuleKinds.definition(
                    codec, Segment.DEFAULT, rules, name -> ids.getOrDefault(name, "none")));
    ScopeCodec scopes = new ScopeCodec(SnapshotFixture.ONE_SEGMENT, wan.siteIds());
    ObjectNode item =
        WireJson.tree(
            ScopeCodec.assembly(
                definition.path("definitionId").asText(),
                post(scopes.sites(SnapshotFixture.scope(Segment.DEFAULT))),
                post(scopes.vpn(Segment.DEFAULT))));
    person()
        .edit(
            "corporate",
            policy -> policy.withObject("/policyDefinition").withArray("assembly").add(item));
    ObjectNode edited = JsonNodeFactory.instance.objectNode().put("isEdited", true);
    person().ask("POST", "/template/policy/vsmart/activate/" + corporate(), Optional.of(edited));
    settle();
  }

  String corporate() {
    return view().snapshot().policies().values().stream()
        .filter(policy -> policy.name().equals("corporate"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private String post(PolicyList list) {
    String token = Optional.ofNullable(TOKENS.get(list.getClass())).orElseThrow();
    return calls().post("/template/policy/list/" + token, list).path("listId").asText();
  }

  /** The name of the list of a rule's addresses. */
  String listOf(PathRule rule) {
    return view().snapshot().lists().values().stream()
        .filter(list -> list.name().startsWith("fw-" + rule.id()))
        .findFirst()
        .orElseThrow()
        .name();
  }

  static String dataPolicy() {
    return CatalystNames.definition(Segment.DEFAULT);
  }

  @Override
  public Duration now() {
    return Duration.between(Instant.EPOCH, clock.instant());
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public void sleep(Duration duration) {
    clock.advance(duration);
  }

  @Override
  public Duration remaining() {
    return Duration.ofMinutes(5);
  }

  @Override
  public boolean dryRun() {
    return false;
  }

  @Override
  public String correlationId() {
    return "call-1";
  }

  @Override
  public void checkMayWrite() {}

  @Override
  public void close() {
    client.close();
    simulator.close();
  }
}
