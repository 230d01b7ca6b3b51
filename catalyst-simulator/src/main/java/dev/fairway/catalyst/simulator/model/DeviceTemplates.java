package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.fabric.SeedController.Mode;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The device templates: one for all controllers of a sort, and one of the edges. No request makes
 * or deletes one.
 */
final class DeviceTemplates {

  private static final String EDGES = "0ed9e000-0000-4000-8000-000000000001";

  private final ModelState state;

  DeviceTemplates(ModelState state) {
    this.state = state;
  }

  /** Those of controllers first. */
  List<DeviceTemplate> all() {
    List<DeviceTemplate> all = new ArrayList<>();
    for (Mode mode : List.of(Mode.FILE, Mode.TEMPLATE)) {
      List<ManagedDevice> controllers = new ArrayList<>();
      state.controllers.stream()
          .filter(controller -> controller.seed().mode() == mode)
          .forEach(controllers::add);
      if (!controllers.isEmpty()) {
        all.add(ofControllers(mode, controllers));
      }
    }
    List<ManagedDevice> edges = new ArrayList<>();
    state.edges.stream().filter(edge -> !edge.seed().isSdRouting()).forEach(edges::add);
    all.add(new DeviceTemplate(EDGES, "branch-edges", "Edges", "vedge-C8000V", "template", edges));
    return all;
  }

  private static DeviceTemplate ofControllers(Mode mode, List<ManagedDevice> controllers) {
    String type = mode.configType();
    return new DeviceTemplate(
        id(mode), "controllers-" + type, "Controllers", "vsmart", type, controllers);
  }

  /** The id of the template of controllers of a sort. */
  static String id(Mode mode) {
    String text = "template of controllers, " + mode.configType();
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  DeviceTemplate find(String id) {
    return all().stream()
        .filter(template -> template.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ManagerErrorException.template("Invalid Template Id", id));
  }

  /** The template that a device has. */
  Optional<DeviceTemplate> of(ManagedDevice device) {
    return all().stream().filter(template -> template.attached().contains(device)).findFirst();
  }
}
