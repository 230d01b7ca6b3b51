package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import dev.fairway.catalyst.simulator.model.fabric.SeedEdge;
import java.util.List;
import java.util.Optional;

/** The JSON of devices in the inventory. */
final class DeviceJson {

  static final String CONTROLLER_SITE = "1000";

  private DeviceJson() {}

  static ObjectNode edge(String siteId, SeedEdge edge, long sessionsUp) {
    return common(edge.systemIp(), edge.hostName(), edge.uuid(), siteId, edge.reachable())
        .put("personality", "vedge")
        .put("device-type", "vedge")
        .put("device-model", edge.model())
        .put("version", "17.09.01a")
        .put("bfdSessionsUp", sessionsUp)
        .put("bfdSessions", Long.toString(sessionsUp));
  }

  static ObjectNode controller(ControllerState controller) {
    SeedController seed = controller.seed();
    return common(
            seed.systemIp(), seed.hostName(), seed.uuid(), CONTROLLER_SITE, controller.online())
        .put("personality", "vsmart")
        .put("device-type", "vsmart")
        .put("device-model", "vsmart")
        .put("version", "20.9.1");
  }

  static ObjectNode manager() {
    return common(
            "10.255.0.1",
            "vmanage-1",
            "c0ffee00-0000-4000-8000-0000000000a1",
            CONTROLLER_SITE,
            true)
        .put("personality", "vmanage")
        .put("device-type", "vmanage")
        .put("device-model", "vmanage")
        .put("version", "20.9.1");
  }

  /** With how it is configured, as in the lists of {@code /system/device}. */
  static ObjectNode configured(ObjectNode device, Optional<DeviceTemplate> template) {
    String uuid = device.path("uuid").asText();
    device
        .put("deviceType", device.path("device-type").asText())
        .put("deviceModel", device.path("device-model").asText())
        .put("deviceIP", device.path("system-ip").asText())
        .put("chasisNumber", uuid)
        .put("serialNumber", uuid)
        .put("deviceState", "READY")
        .put("configStatusMessage", "In Sync")
        .put("configOperationMode", template.isPresent() ? "vmanage" : "cli");
    template.ifPresent(
        attached -> device.put("template", attached.name()).put("templateId", attached.id()));
    return device;
  }

  private static ObjectNode common(
      String systemIp, String hostName, String uuid, String siteId, boolean reachable) {
    ObjectNode device =
        ResponseBodies.object()
            .put("deviceId", systemIp)
            .put("system-ip", systemIp)
            .put("local-system-ip", systemIp)
            .put("host-name", hostName)
            .put("uuid", uuid)
            .put("board-serial", uuid)
            .put("site-id", siteId)
            .put("reachability", reachable ? "reachable" : "unreachable")
            .put("status", "normal")
            .put("state", "green")
            .put("validity", "valid");
    device.set("connectedVManages", ResponseBodies.texts(List.of("10.255.0.1")));
    return device;
  }
}
