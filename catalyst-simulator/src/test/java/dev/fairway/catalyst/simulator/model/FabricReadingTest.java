package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedEdge;
import dev.fairway.catalyst.simulator.model.fabric.SeedPolicyGroup;
import dev.fairway.catalyst.simulator.model.fabric.SeedSite;
import dev.fairway.catalyst.simulator.model.fabric.SeedTloc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read of the fabric. */
class FabricReadingTest {

  private static final String SESSIONS = "/data/device/state/BFDSessions";

  private final ModelFixture fixture = new ModelFixture(FabricSeed.demo());

  @Test
  void devices_areEdgesControllersAndTheManager() {
    JsonNode devices = fixture.get("/device").path("data");
    assertEquals(List.of("vmanage", "vsmart", "vedge", "vedge"), texts(devices, "personality"));
    assertEquals(List.of("1000", "1000", "100", "200"), texts(devices, "site-id"));
    assertEquals("C8K-FRA-1-0001", devices.path(2).path("uuid").asText());
    assertEquals(3, devices.path(2).path("bfdSessionsUp").asInt());
  }

  @Test
  void sessions_ofTheFabric_comeAPageAtATime() {
    List<String> colors = new ArrayList<>();
    String next = "0";
    boolean more = true;
    while (more) {
      JsonNode page = fixture.get(SESSIONS + "?count=4&startId=" + next);
      colors.addAll(texts(page.path("data"), "local-color"));
      next = page.path("pageInfo").path("endId").asText();
      more = page.path("pageInfo").path("moreEntries").asBoolean();
    }
    assertEquals(
        List.of(
            "mpls", "biz-internet", "public-internet", "mpls", "biz-internet", "public-internet"),
        colors);
    assertEquals(List.of(), texts(fixture.get(SESSIONS + "?startId=99").path("data"), "state"));
    fixture.refused("GET", SESSIONS + "?count=0", "");
  }

  @Test
  void session_isDownAtBothEndsWhereOneLostItsColor() {
    fixture.manager.adminUser("alice").color("200", "mpls", false);
    for (String edge : List.of("10.255.1.1", "10.255.2.1")) {
      JsonNode sessions = fixture.get("/device/bfd/sessions?deviceId=" + edge).path("data");
      assertEquals(List.of("down", "up", "up"), texts(sessions, "state"));
      assertEquals(List.of("ipsec", "ipsec", "ipsec"), texts(sessions, "proto"));
    }
  }

  @Test
  void edge_tellsItsVpnsItsControllersAndItsRoutes() {
    String edge = "?deviceId=10.255.1.1";
    assertEquals(
        List.of("0", "10", "20", "512"),
        texts(fixture.get("/device/vpn" + edge).path("data"), "vpn-id"));
    assertEquals(
        List.of("up"), texts(fixture.get("/device/omp/peers" + edge).path("data"), "state"));
    JsonNode routes = fixture.get("/device/omp/routes/received" + edge).path("data");
    assertEquals(6, routes.size());
    assertEquals("10.2.0.0/16", routes.path(0).path("prefix").asText());
    assertEquals(3, fixture.get("/device/control/connections" + edge).path("data").size());
    fixture.refused("GET", "/device/vpn", "");
    fixture.refused("GET", "/device/vpn?deviceId=10.9.9.9", "");
  }

  @Test
  void edge_tellsWhichPolicyItGot() {
    String path = "/device/policy/vsmart?deviceId=10.255.1.1";
    assertTrue(fixture.get(path).path("data").isEmpty());
    SteeredModelFixture shop = SteeredModelFixture.active();
    assertEquals(List.of("steer"), texts(shop.fixture.get(path).path("data"), "data-policy"));
  }

  @Test
  void policyGroups_areABareArrayAndNoneByDefault() {
    assertTrue(fixture.get("/v1/policy-group").isEmpty());
    ModelFixture grouped =
        new ModelFixture(
            FabricSeed.demo().toBuilder()
                .policyGroup(new SeedPolicyGroup("g-1", "branches", List.of("C8K-FRA-1-0001")))
                .build());
    assertEquals(List.of("branches"), texts(grouped.get("/v1/policy-group"), "name"));
    assertEquals(
        List.of("C8K-FRA-1-0001"),
        texts(grouped.get("/v1/policy-group/g-1/device/associate").path("devices"), "id"));
  }

  @Test
  void routerInSdRoutingMode_isADeviceOutsideOfTheOverlay() {
    ModelFixture mixed =
        new ModelFixture(
            FabricSeed.withActivePolicy().toBuilder()
                .edge("300", SeedEdge.sdRouting("lis-r1", "10.255.3.9"))
                .policyGroup(
                    new SeedPolicyGroup(
                        "g-2", "plain-routers", "sd-routing", List.of("C8K-LIS-R1-0001")))
                .build());
    JsonNode router = mixed.get("/device").path("data").path(3);
    assertEquals("vedge-C8000V-SD-ROUTING", router.path("device-model").asText());
    assertEquals("vedge", router.path("personality").asText());
    assertEquals(0, router.path("bfdSessionsUp").asInt());
    for (String question : List.of("bfd/sessions", "omp/peers", "policy/vsmart")) {
      String path = "/device/" + question + "?deviceId=";
      assertTrue(mixed.get(path + "10.255.3.9").path("data").isEmpty(), question);
      assertFalse(mixed.get(path + "10.255.3.1").path("data").isEmpty(), question);
    }
    assertEquals("sd-routing", mixed.get("/v1/policy-group").path(0).path("solution").asText());
    assertEquals(
        3,
        mixed
            .get("/template/device?feature=all")
            .path("data")
            .path(1)
            .path("devicesAttached")
            .asInt());
  }

  @Test
  void edge_ofASiteThatIsNotThere_isNoSeed() {
    FabricSeed.Builder builder = FabricSeed.demo().toBuilder();
    SeedEdge edge = SeedEdge.of("x", "10.255.9.1", "mpls");
    assertThrows(IllegalArgumentException.class, () -> builder.edge("900", edge));
  }

  @Test
  void templates_areThoseOfControllersAndOfEdges() {
    JsonNode templates = fixture.get("/template/device?feature=all").path("data");
    assertEquals(List.of("vsmart", "vedge-C8000V"), texts(templates, "deviceType"));
    assertEquals(List.of("template", "template"), texts(templates, "configType"));
    assertFalse(templates.path(0).path("templateId").asText().isEmpty());
  }

  @Test
  void edge_thatIsLost_isListedAndAnswersNothing() {
    SeedEdge lost =
        new SeedEdge(
            "por-1",
            "10.255.4.1",
            "C8K-POR-1",
            "vedge-C8000V",
            List.of(new SeedTloc("mpls", List.of("ipsec", "gre"))),
            List.of(0, 10),
            false);
    ModelFixture fabric =
        new ModelFixture(
            FabricSeed.demo().toBuilder()
                .site(new SeedSite("400", "Porto", List.of(lost), List.of("10.4.0.0/16")))
                .build());
    JsonNode device = fabric.get("/device").path("data").path(4);
    assertEquals("unreachable", device.path("reachability").asText());
    assertEquals(0, device.path("bfdSessionsUp").asInt());
    fabric.refused("GET", "/device/vpn?deviceId=10.255.4.1", "");
    JsonNode sessions = fabric.get("/device/bfd/sessions?deviceId=10.255.1.1").path("data");
    assertEquals(List.of("up", "up", "up", "down"), texts(sessions, "state"));
  }

  private static List<String> texts(JsonNode rows, String field) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.path(field).asText()));
    return texts;
  }
}
