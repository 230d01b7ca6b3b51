package dev.fairway.catalyst.simulator.model;

import java.util.List;

/**
 * A device template.
 *
 * @param id a UUID
 * @param name for users
 * @param description for users
 * @param deviceType the type of its devices: {@code vsmart}
 * @param configType {@code template} of features, or {@code file} of text
 * @param devices those that it may be attached to
 */
record DeviceTemplate(
    String id,
    String name,
    String description,
    String deviceType,
    String configType,
    List<ManagedDevice> devices) {

  DeviceTemplate {
    devices = List.copyOf(devices);
  }

  /** The devices that have it. */
  List<ManagedDevice> attached() {
    return devices.stream().filter(ManagedDevice::isManaged).toList();
  }
}
