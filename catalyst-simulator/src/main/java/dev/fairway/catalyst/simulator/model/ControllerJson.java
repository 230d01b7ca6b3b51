package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;

/** The JSON of controllers in responses. */
final class ControllerJson {

  private ControllerJson() {}

  /** In the answer to an edit of the active policy. */
  static ObjectNode affected(ControllerState controller) {
    SeedController seed = controller.seed();
    return ResponseBodies.object()
        .put("deviceId", seed.uuid())
        .put("host-name", seed.hostName())
        .put("system-ip", seed.systemIp())
        .put("device-type", "vsmart");
  }

  /** Whether policy can be pushed to it. */
  static ObjectNode connectivity(ControllerState controller) {
    SeedController seed = controller.seed();
    return ResponseBodies.object()
        .put("deviceUUID", seed.uuid())
        .put("operationMode", controller.isManaged() ? "vmanage" : "cli")
        .put("deviceIp", seed.systemIp())
        .put("local-system-ip", seed.systemIp())
        .put("isOnline", controller.online());
  }
}
