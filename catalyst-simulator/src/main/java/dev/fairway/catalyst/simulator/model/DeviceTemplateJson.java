package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON of device templates and of the devices that have them. */
final class DeviceTemplateJson {

  private static final String HOST_NAME = "//system/host-name";
  private static final String SYSTEM_IP = "//system/system-ip";
  private static final String SITE_ID = "//system/site-id";

  private DeviceTemplateJson() {}

  /** As the collection shows it. */
  static ObjectNode row(DeviceTemplate template) {
    return head(template).put("devicesAttached", template.attached().size());
  }

  private static ObjectNode head(DeviceTemplate template) {
    return ResponseBodies.object()
        .put("templateId", template.id())
        .put("templateName", template.name())
        .put("templateDescription", template.description())
        .put("deviceType", template.deviceType())
        .put("configType", template.configType())
        .put("factoryDefault", false);
  }

  /** By id. Feature templates are none, so it names none. */
  static ObjectNode whole(DeviceTemplate template) {
    ObjectNode body = head(template).put("policyId", "").put("securityPolicyId", "");
    body.putArray("featureTemplateUidRange");
    if (template.configType().equals("file")) {
      return body.put("templateConfiguration", "system\n organization-name simulated\n!\n");
    }
    body.putArray("generalTemplates");
    return body;
  }

  /** As something that a template is attached to. */
  static ObjectNode attached(ManagedDevice device) {
    return ResponseBodies.object()
        .put("uuid", device.uuid())
        .put("host-name", device.hostName())
        .put("deviceIP", device.systemIp())
        .put("local-system-ip", device.systemIp())
        .put("personality", device.personality())
        .put("site-id", device.siteId())
        .put("configOperationMode", "vmanage")
        .put("templateStatus", "Success");
  }

  /** As a row of variables. */
  static ObjectNode inputRow(ManagedDevice device) {
    return ResponseBodies.object()
        .put("csv-status", "complete")
        .put("csv-deviceId", device.uuid())
        .put("csv-deviceIP", device.systemIp())
        .put("csv-host-name", device.hostName())
        .put(HOST_NAME, device.hostName())
        .put(SYSTEM_IP, device.systemIp())
        .put(SITE_ID, device.siteId());
  }

  /** What the rows of variables are made of. */
  static ArrayNode columns() {
    Map<String, String> variables =
        new TreeMap<>(
            Map.of(
                HOST_NAME, "Hostname(system_host_name)",
                SYSTEM_IP, "System IP(system_ip)",
                SITE_ID, "Site ID(system_site_id)"));
    ArrayNode columns = ResponseBodies.array(List.of());
    List.of("csv-status", "csv-deviceId", "csv-deviceIP", "csv-host-name")
        .forEach(property -> columns.add(column(property, property, false)));
    variables.forEach((property, title) -> columns.add(column(property, title, true)));
    return columns;
  }

  private static ObjectNode column(String property, String title, boolean editable) {
    return ResponseBodies.object()
        .put("property", property)
        .put("title", title)
        .put("editable", editable);
  }
}
