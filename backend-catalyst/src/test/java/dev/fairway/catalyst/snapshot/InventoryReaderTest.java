package dev.fairway.catalyst.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.WanSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inventories of a fabric whose managed sites are 100 and 200 to 299. */
class InventoryReaderTest {

  private static final String SESSIONS = "/data/device/state/BFDSessions?count=10000";
  private static final String CONTROLLERS = "/template/policy/vsmart/connectivity/status";
  private static final Transport MPLS = new Transport("mpls");
  private static final Transport BIZ = new Transport("biz-internet");

  private final CannedManagerApi manager = new CannedManagerApi();
  private final InventoryReader reader = new InventoryReader(SnapshotFixture.fabric());
  private final List<ObjectNode> devices = new ArrayList<>();
  private final List<ObjectNode> sessions = new ArrayList<>();

  @BeforeEach
  void twoSitesAndTheirTunnels() {
    edge("10.255.1.1", "fra-1", "100");
    edge("10.255.2.1", "mad-1", "200");
    device("10.255.0.11", "vsmart-1", "1000").put("personality", "vsmart");
    session("10.255.1.1", "mpls", "10.255.2.1", "ipsec", "up");
    session("10.255.1.1", "mpls", "10.255.2.1", "gre", "down");
    session("10.255.1.1", "biz-internet", "10.255.2.1", "ipsec", "up");
    session("10.255.2.1", "mpls", "10.255.1.1", "ipsec", "up");
    manager.answer(CONTROLLERS, SnapshotFixture.data(List.of(controller("vmanage"))));
    manager.answer("/v1/policy-group", JsonNodeFactory.instance.arrayNode());
  }

  @Test
  void read_managedSites_haveTheirEdgesTransportsAndTunnels() {
    WanSnapshot reading = read();

    WanInventory wan = reading.inventory();
    assertEquals(2, wan.sites().size());
    assertEquals("fra-1", wan.site(new SiteId("100")).orElseThrow().edges().get(0).name());
    assertEquals(
        List.of(Attachment.ofEncrypted(BIZ), new Attachment(MPLS, true, true)),
        wan.site(new SiteId("100")).orElseThrow().edges().get(0).attachments());
    assertEquals(4, wan.tunnels().size());
    assertEquals("mad-1", wan.tunnels().get(0).toEdge());
    assertFalse(wan.tunnels().get(1).up());
    assertEquals(List.of(), reading.diagnostics());
    assertTrue(InventoryReader.unmanageable(reading).isEmpty());
    assertEquals(4, manager.asked().size(), "requests");
  }

  @Test
  void read_sessionsInPages_areReadToTheEnd() {
    answerDevices();
    ObjectNode first = SnapshotFixture.data(sessions.subList(0, 1));
    first.putObject("pageInfo").put("moreEntries", true).put("endId", "1");
    manager.answer(SESSIONS, first);
    manager.answer(
        SESSIONS + "&startId=1", SnapshotFixture.data(sessions.subList(1, sessions.size())));

    assertEquals(4, reader.read(manager).inventory().tunnels().size());
  }

  @Test
  void read_sessionsThatNeverEnd_areUnreadable() {
    answerDevices();
    ObjectNode same = SnapshotFixture.data(List.of());
    same.putObject("pageInfo").put("moreEntries", true).put("endId", "1");
    manager.answer(SESSIONS, same).answer(SESSIONS + "&startId=1", same);

    ManagerException failure = assertThrows(ManagerException.class, () -> reader.read(manager));

    assertEquals(ManagerException.Reason.UNREADABLE, failure.reason());
  }

  @Test
  void read_lostEdge_keepsTheTransportsThatItWasLastSeenWith() {
    WanInventory before = read().inventory();

    devices.get(1).put("reachability", "unreachable");
    sessions.removeIf(row -> row.path("vdevice-name").asText().equals("10.255.2.1"));

    assertEquals(before.sites(), read().inventory().sites());
  }

  @Test
  void read_edgeWithoutASession_isReportedAndHasNoTransport() {
    sessions.clear();

    WanSnapshot reading = read();

    assertEquals(
        List.of(
            "site 100: its edge 'fra-1' has no tunnel session, and transports show by nothing"
                + " else; bring a tunnel of it up once",
            "site 200: its edge 'mad-1' has no tunnel session, and transports show by nothing"
                + " else; bring a tunnel of it up once"),
        said(reading));
    assertTrue(reading.inventory().transports().isEmpty());
  }

  @Test
  void read_siteThatIsNotManaged_isReportedAndLeftOut() {
    edge("10.255.3.1", "lis-1", "300");
    session("10.255.3.1", "mpls", "10.255.1.1", "ipsec", "up");
    session("10.255.1.1", "mpls", "10.255.3.1", "ipsec", "up");

    WanSnapshot reading = read();

    assertEquals(
        List.of(
            "site 300: has edges and is not among the setting 'sites', so clients there are not"
                + " covered"),
        said(reading));
    assertEquals(2, reading.inventory().sites().size());
    assertEquals(4, reading.inventory().tunnels().size(), "none from there or to there");
  }

  @Test
  void read_managedSiteWithoutAnEdge_isReported() {
    devices.remove(0);

    assertEquals(
        List.of(
            "site 100: no edge of it is known to the Manager; give one that site id, or correct"
                + " the setting 'sites'"),
        said(read()));
  }

  @Test
  void read_edgeInAPolicyGroup_makesItsSiteUnmanageable() {
    manager.answer(
        "/v1/policy-group",
        JsonNodeFactory.instance
            .arrayNode()
            .add(JsonNodeFactory.instance.objectNode().put("id", "G1").put("name", "branches")));
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.putArray("devices").addObject().put("id", "C8K-mad-1");
    manager.answer("/v1/policy-group/G1/device/associate/", members);

    WanSnapshot reading = read();

    assertEquals(
        List.of(
            "site 200: its edge 'mad-1' is configured by the policy group 'branches', so no rule"
                + " is written for the site; take the edge out of the group, or the site out of"
                + " the setting 'sites'"),
        said(reading));
    assertEquals(1, reading.inventory().sites().size());
  }

  @Test
  void read_policyGroupOfSdRouting_takesNoSiteAway() {
    manager.answer(
        "/v1/policy-group",
        JsonNodeFactory.instance
            .arrayNode()
            .add(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("id", "G1")
                    .put("name", "routers")
                    .put("solution", "sd-routing")));
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.putArray("devices").addObject().put("id", "C8K-mad-1");
    manager.answer("/v1/policy-group/G1/device/associate/", members);

    WanSnapshot reading = read();

    assertEquals(List.of(), said(reading));
    assertEquals(2, reading.inventory().sites().size());
  }

  @Test
  void read_routerInSdRoutingMode_isNoEdgeAndIsSaidWhatItIs() {
    edge("10.255.2.9", "mad-9", "200").put("device-model", "vedge-C8500L-8S4X-SD-ROUTING");
    edge("10.255.3.9", "lis-9", "300").put("device-model", "vedge-c8000v-sd-routing");

    WanSnapshot reading = read();

    assertEquals(
        List.of(
            "site 200: its router 'mad-9' is in SD-Routing mode, so it is no part of the overlay"
                + " and takes no rule; clients behind it are not covered"),
        said(reading));
    assertEquals(1, reading.inventory().site(new SiteId("200")).orElseThrow().edges().size());
  }

  @Test
  void read_siteOfRoutersInSdRoutingModeAlone_hasNoEdge() {
    devices.get(0).put("device-model", "vedge-C8000V-SD-ROUTING");
    sessions.clear();

    WanSnapshot reading = read();

    assertEquals(1, reading.inventory().sites().size());
    assertTrue(
        said(reading).get(1).contains("'fra-1' is in SD-Routing mode"), said(reading)::toString);
    assertTrue(said(reading).get(2).startsWith("site 100: no edge of it"), said(reading)::toString);
  }

  @Test
  void read_managerWithoutPolicyGroups_isAsGoodAsOneWithNone() {
    CannedManagerApi old = new CannedManagerApi();
    old.answer("/device", SnapshotFixture.data(devices));
    old.answer(SESSIONS, SnapshotFixture.data(sessions));
    old.answer(CONTROLLERS, SnapshotFixture.data(List.of(controller("vmanage"))));

    assertEquals(2, reader.read(old).inventory().sites().size());
  }

  @Test
  void read_controllerInCliMode_makesTheFabricUnmanageable() {
    manager.answer(
        CONTROLLERS, SnapshotFixture.data(List.of(controller("vmanage"), controller("cli"))));

    WanSnapshot reading = read();

    assertEquals(
        "controller 10.255.0.11 is in mode 'cli', so the Manager cannot give it a policy; attach a"
            + " device template to it",
        InventoryReader.unmanageable(reading).orElseThrow());
    assertEquals(
        List.of("backend catalyst: " + InventoryReader.unmanageable(reading).get()), said(reading));
  }

  @Test
  void read_edgesOfOneName_getTheirAddressesToo() {
    edge("10.255.2.2", "mad-1", "200");

    assertEquals(
        List.of("mad-1 10.255.2.1", "mad-1 10.255.2.2"),
        read().inventory().site(new SiteId("200")).orElseThrow().edges().stream()
            .map(edge -> edge.name())
            .toList());
  }

  @Test
  void read_garbageAmongDevicesAndSessions_hidesNothingElse() {
    devices.add(0, JsonNodeFactory.instance.objectNode());
    devices.add(edge("10.255.9.9", "nowhere", "west"));
    devices.add(edge("10.255.1.1", "again", "100"));
    sessions.add(0, JsonNodeFactory.instance.objectNode());
    session("10.255.1.1", "Ultra Violet", "10.255.2.1", "ipsec", "up");
    session("10.255.1.1", "lte", "10.255.2.1", "vxlan", "up");

    WanInventory wan = read().inventory();

    assertEquals(2, wan.sites().size());
    assertEquals(4, wan.tunnels().size());
  }

  private WanSnapshot read() {
    answerDevices();
    manager.answer(SESSIONS, SnapshotFixture.data(sessions));
    return reader.read(manager);
  }

  private void answerDevices() {
    manager.answer("/device", SnapshotFixture.data(devices));
  }

  private static List<String> said(WanSnapshot reading) {
    return reading.diagnostics().stream().map(Diagnostic::toString).toList();
  }

  private ObjectNode edge(String ip, String name, String site) {
    return device(ip, name, site).put("personality", "vedge").put("uuid", "C8K-" + name);
  }

  private ObjectNode device(String ip, String name, String site) {
    ObjectNode device = JsonNodeFactory.instance.objectNode();
    device.put("system-ip", ip).put("host-name", name).put("site-id", site);
    device.put("reachability", "reachable");
    devices.add(device);
    return device;
  }

  private void session(String from, String color, String to, String wrapped, String state) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("vdevice-name", from).put("local-color", color).put("system-ip", to);
    row.put("color", color).put("proto", wrapped).put("state", state);
    sessions.add(row);
  }

  private static ObjectNode controller(String mode) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("operationMode", mode)
        .put("deviceIp", "10.255.0.11");
  }
}
