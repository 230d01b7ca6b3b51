package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import java.util.List;

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

  /** As something that a template is attached to. */
  static ObjectNode attached(ControllerState controller) {
    SeedController seed = controller.seed();
    return ResponseBodies.object()
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
    return ResponseBodies.object()
        .put("csv-status", "complete")
        .put("csv-deviceId", seed.uuid())
        .put("csv-deviceIP", seed.systemIp())
        .put("csv-host-name", seed.hostName())
        .put("//system/host-name", seed.hostName())
        .put("//system/system-ip", seed.systemIp())
        .put("//system/site-id", "1000");
  }

  /** The device template of some controllers. */
  static ObjectNode template(List<ControllerState> attached) {
    String configType = attached.get(0).seed().mode().configType();
    return ResponseBodies.object()
        .put("templateId", attached.get(0).templateId())
        .put("templateName", "controllers-" + configType)
        .put("templateDescription", "Controllers")
        .put("deviceType", "vsmart")
        .put("configType", configType)
        .put("devicesAttached", attached.size())
        .put("factoryDefault", false);
  }

  /** The device template of the edges. */
  static ObjectNode edgeTemplate(FabricSeed seed) {
    return ResponseBodies.object()
        .put("templateId", "0ed9e000-0000-4000-8000-000000000001")
        .put("templateName", "branch-edges")
        .put("templateDescription", "Edges")
        .put("deviceType", "vedge-C8000V")
        .put("configType", "template")
        .put(
            "devicesAttached",
            (int)
                seed.sites().stream()
                    .flatMap(site -> site.edges().stream())
                    .filter(edge -> !edge.isSdRouting())
                    .count())
        .put("factoryDefault", false);
  }
}
