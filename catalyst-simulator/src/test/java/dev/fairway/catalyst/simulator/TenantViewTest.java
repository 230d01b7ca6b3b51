package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantViewTest {

  private final EchoModel provider = new EchoModel();
  private final EchoModel red = new EchoModel();
  private final EchoModel blue = new EchoModel();
  private final CatalystSimulator simulator =
      CatalystSimulator.start(
          SimulatorSettings.builder().tenant("11", "red", red).tenant("12", "blue", blue).build(),
          provider);
  private final SimulatorTestClient visitor = new SimulatorTestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void view_ofATenant_reachesThatTenantAlone() throws Exception {
    visitor.enter().get("/device");
    String answer = visitor.post("/tenant/12/vsessionid", "{}").body();
    visitor.headers.put("VSessionId", answer.replaceAll(".*:\"|\".*", ""));
    visitor.get("/device");
    assertEquals("1 0 1", sizes());
    assertTrue(visitor.get("/client/server").body().contains("\"viewMode\":\"tenant\""));
  }

  private String sizes() {
    return provider.asked.size() + " " + red.asked.size() + " " + blue.asked.size();
  }

  @Test
  void provider_seesItsTenants() throws Exception {
    String all = visitor.enter().get("/tenant").body();
    assertTrue(all.contains("\"name\":\"red\",\"tenantId\":\"11\""), all);
    assertTrue(visitor.get("/client/server").body().contains("\"userMode\":\"provider\""));
  }

  @Test
  void view_thatIsSomebodyElses_isForbidden() throws Exception {
    SimulatorTestClient other = new SimulatorTestClient(simulator).enter();
    String theirs = other.post("/tenant/12/vsessionid", "{}").body();
    visitor.enter();
    visitor.headers.put("VSessionId", theirs.replaceAll(".*:\"|\".*", ""));
    assertEquals(403, visitor.get("/device").statusCode());
    assertEquals("0 0 0", sizes());
  }

  @Test
  void tenant_thatIsNotThere_isRefused() throws Exception {
    assertEquals(400, visitor.enter().post("/tenant/13/vsessionid", "{}").statusCode());
  }
}
