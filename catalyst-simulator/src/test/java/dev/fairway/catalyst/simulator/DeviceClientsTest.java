package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests about devices and their templates, of the shape in which public Python clients send
 * them.
 */
class DeviceClientsTest {

  private static final String VSMART = "c0ffee00-0000-4000-8000-000000000001";

  private final LoggedInFixture fixture;

  DeviceClientsTest() throws Exception {
    fixture = new LoggedInFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void managersOfTheInventory_areAskedForWithEmptyPartsInTheQuery() throws Exception {
    JsonNode managers = fixture.get("/system/device/controllers?model=vmanage&&&&").path("data");
    assertEquals(List.of("vmanage-1"), LoggedInFixture.texts(managers, "host-name"));
    assertFalse(managers.path(0).path("version").asText().isEmpty());
  }

  @Test
  void inventory_saysWhichDeviceHasWhichTemplate() throws Exception {
    JsonNode controllers = fixture.get("/system/device/controllers").path("data");
    assertEquals(List.of("vmanage-1", "vsmart-1"), LoggedInFixture.texts(controllers, "host-name"));
    assertEquals("controllers-template", controllers.path(1).path("template").asText());
    JsonNode edges = fixture.get("/system/device/vedges?uuid=C8K-MAD-1-0001").path("data");
    assertEquals(List.of("mad-1"), LoggedInFixture.texts(edges, "host-name"));
    assertEquals("branch-edges", edges.path(0).path("template").asText());
    assertEquals("sdwan", edges.path(0).path("solution").asText());
    assertEquals(3, fixture.get("/certificate/vedge/list").path("data").size());
    assertEquals(400, fixture.client.get("/system/device/vedges?shape=round").statusCode());
  }

  @Test
  void systemInfo_ofSeveralDevices_isAList() throws Exception {
    JsonNode devices =
        fixture.get("/device/system/info?deviceId=10.255.2.1&deviceId=10.255.0.11").path("data");
    assertEquals(List.of("mad-1", "vsmart-1"), LoggedInFixture.texts(devices, "host-name"));
    assertEquals(400, fixture.client.get("/device/system/info").statusCode());
    assertEquals(400, fixture.client.get("/device/system/info?deviceId=10.9.9.9").statusCode());
    assertEquals(
        400,
        fixture.client.get("/device/vpn?deviceId=10.255.1.1&deviceId=10.255.2.1").statusCode());
  }

  @Test
  void deviceTemplate_isReadByIdWithItsDevicesAndVariables() throws Exception {
    for (JsonNode row : fixture.get("/template/device").path("data")) {
      String id = row.path("templateId").asText();
      JsonNode whole = fixture.get("/template/device/object/" + id);
      assertEquals(row.path("templateName"), whole.path("templateName"));
      assertEquals("template", whole.path("configType").asText());
      assertTrue(whole.path("generalTemplates").isArray());
      List<String> uuids =
          LoggedInFixture.texts(
              fixture.get("/template/device/config/attached/" + id).path("data"), "uuid");
      assertEquals(row.path("devicesAttached").asInt(), uuids.size());
      JsonNode input =
          fixture.post(
              "/template/device/config/input",
              "{'templateId':'%s','deviceIds':['%s'],'isEdited':false,'isMasterEdited':false}"
                  .formatted(id, String.join("','", uuids)));
      assertEquals(uuids, LoggedInFixture.texts(input.path("data"), "csv-deviceId"));
      for (JsonNode column : input.at("/header/columns")) {
        assertTrue(input.at("/data/0").has(column.path("property").asText()), column::toString);
      }
    }
    HttpResponse<String> none =
        fixture.client.get("/template/device/object/" + LoggedInFixture.POLICY.hashCode());
    assertTrue(none.body().contains("Invalid Template Id"), none::body);
    assertTrue(fixture.get("/template/feature").path("data").isEmpty());
    assertTrue(fixture.get("/template/device/config/vbond").path("isVbondConfigured").asBoolean());
  }

  @Test
  void templateOfText_isReadByIdWithItsText() throws Exception {
    FabricSeed seed =
        FabricSeed.demo().toBuilder()
            .noControllers()
            .controller(SeedController.of(1, SeedController.Mode.FILE))
            .build();
    try (CatalystSimulator other =
        CatalystSimulator.start(
            SimulatorSettings.builder().clock(fixture.clock).build(),
            new SimulatedManager(seed, fixture.clock))) {
      SimulatorTestClient reader = new SimulatorTestClient(other).enter();
      String id =
          LoggedInFixture.read(reader.get("/template/device")).at("/data/0/templateId").asText();
      JsonNode whole = LoggedInFixture.read(reader.get("/template/device/object/" + id));
      assertEquals("file", whole.path("configType").asText());
      assertFalse(whole.path("templateConfiguration").asText().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"vsmart", "controller"})
  void cliMode_ofAController_endsWhatCanBePushedUntilItHasATemplateAgain(String type)
      throws Exception {
    String id = fixture.policy("corporate").path("policyId").asText();
    fixture.finish(
        fixture.post(LoggedInFixture.POLICY + "/deactivate/" + id + "?confirm=true", "{}"));
    fixture.finish(
        fixture.post(
            "/template/config/device/mode/cli",
            "{'deviceType':'%s','devices':[{'deviceId':'%s'}]}".formatted(type, VSMART)));
    JsonNode status = fixture.get(LoggedInFixture.POLICY + "/connectivity/status").path("data");
    assertEquals(List.of("cli"), LoggedInFixture.texts(status, "operationMode"));
    assertEquals(
        400, fixture.client.post(LoggedInFixture.POLICY + "/activate/" + id, "{}").statusCode());
    JsonNode template = fixture.get("/template/device").at("/data/0");
    assertEquals(0, template.path("devicesAttached").asInt());
    attach(template.path("templateId").asText(), VSMART);
    assertEquals(
        List.of("vmanage"),
        LoggedInFixture.texts(
            fixture.get(LoggedInFixture.POLICY + "/connectivity/status").path("data"),
            "operationMode"));
    fixture.finish(
        fixture.post(LoggedInFixture.POLICY + "/activate/" + id + "?confirm=true", "{}"));
    assertTrue(fixture.policy("corporate").path("isPolicyActivated").asBoolean());
  }

  private void attach(String template, String uuid) throws IOException, InterruptedException {
    ArrayNode rows =
        (ArrayNode)
            fixture
                .post(
                    "/template/device/config/input",
                    ("{'templateId':'%s','deviceIds':['%s'],'isEdited':false,"
                            + "'isMasterEdited':false}")
                        .formatted(template, uuid))
                .path("data");
    fixture.finish(
        fixture.post(
            "/template/device/config/attachfeature",
            ("{'deviceTemplateList':[{'templateId':'%s','device':%s,'isEdited':false,"
                    + "'isMasterEdited':false}]}")
                .formatted(template, rows)));
  }

  @Test
  void cliMode_ofAnEdge_leavesPolicyAlone() throws Exception {
    fixture.finish(
        fixture.post(
            "/template/config/device/mode/cli",
            "{'deviceType':'vedge','devices':[{'deviceId':'C8K-MAD-1-0001',"
                + "'deviceIP':'10.255.2.1'}]}"));
    JsonNode edge = fixture.get("/system/device/vedges?uuid=C8K-MAD-1-0001").at("/data/0");
    assertEquals("cli", edge.path("configOperationMode").asText());
    assertFalse(edge.has("template"));
    JsonNode template = fixture.get("/template/device").at("/data/1");
    assertEquals(2, template.path("devicesAttached").asInt());
    assertTrue(fixture.manager.timeWithoutPolicy().isZero());
    attach(template.path("templateId").asText(), "C8K-MAD-1-0001");
    assertEquals(3, fixture.get("/template/device").at("/data/1/devicesAttached").asInt());
    assertTrue(fixture.manager.timeWithoutPolicy().isZero());
  }

  @ParameterizedTest
  @EnumSource(CliModeMistake.class)
  void cliMode_ofWhatHasNoTemplate_isRefused(CliModeMistake mistake) throws Exception {
    assertEquals(
        400,
        fixture
            .client
            .post("/template/config/device/mode/cli", LoggedInFixture.json(mistake.body))
            .statusCode());
  }

  private enum CliModeMistake {
    NO_DEVICE("{'deviceType':'vsmart','devices':[]}"),
    UNKNOWN("{'deviceType':'vedge','devices':[{'deviceId':'C8K-PAR-1'}]}"),
    OF_ANOTHER_TYPE("{'deviceType':'vedge','devices':[{'deviceId':'" + VSMART + "'}]}"),
    THE_MANAGER(
        "{'deviceType':'vmanage','devices':[{'deviceId':'c0ffee00-0000-4000-8000-0000000000a1'}]}");

    private final String body;

    CliModeMistake(String body) {
      this.body = body;
    }
  }
}
