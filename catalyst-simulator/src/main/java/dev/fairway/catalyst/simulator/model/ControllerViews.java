package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;

/** How controllers look in answers. */
final class ControllerViews {

  private ControllerViews() {}

  /** In the answer to an edit of the active policy. */
  static ObjectNode affected(ControllerState controller) {
    SeedController seed = controller.seed();
    return Trees.object()
        .put("deviceId", seed.uuid())
        .put("host-name", seed.hostName())
        .put("system-ip", seed.systemIp())
        .put("device-type", "vsmart");
  }

  /** Whether policy can be pushed to it. */
  static ObjectNode connectivity(ControllerState controller) {
    SeedController seed = controller.seed();
    return Trees.object()
        .put("deviceUUID", seed.uuid())
        .put("operationMode", controller.isManaged() ? "vmanage" : "cli")
        .put("deviceIp", seed.systemIp())
        .put("local-system-ip", seed.systemIp())
        .put("isOnline", controller.online());
  }

  /** As something that a template is attached to. */
  static ObjectNode attached(ControllerState controller) {
    SeedController seed = controller.seed();
    return Trees.object()
        .put("uuid", seed.uuid())
        .put("host-name", seed.hostName())
        .put("deviceIP", seed.systemIp())
        .put("local-system-ip", seed.systemIp())
        .put("personality", "vsmart")
        .put("site-id", "1000")
        .put("configOperationMode", "vmanage")
        .put("templateStatus", "Success");
  }

  /** As a row of variables. */
  static ObjectNode inputRow(ControllerState controller) {
    SeedController seed = controller.seed();
    return Trees.object()
        .put("csv-status", "complete")
        .put("csv-deviceId", seed.uuid())
        .put("csv-deviceIP", seed.systemIp())
        .put("csv-host-name", seed.hostName())
        .put("//system/host-name", seed.hostName())
        .put("//system/system-ip", seed.systemIp())
        .put("//system/site-id", "1000");
  }

  /** Its device template. */
  static ObjectNode template(ControllerState controller) {
    SeedController seed = controller.seed();
    return Trees.object()
        .put("templateId", controller.templateId())
        .put("templateName", seed.hostName() + "-template")
        .put("templateDescription", "Controller")
        .put("deviceType", "vsmart")
        .put("configType", seed.mode().configType())
        .put("devicesAttached", 1)
        .put("factoryDefault", false);
  }
}
