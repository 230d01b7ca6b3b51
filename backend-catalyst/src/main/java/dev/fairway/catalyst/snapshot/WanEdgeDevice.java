package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A WAN edge as the Manager lists it: {@code GET /device}.
 *
 * @param systemIp the address in the overlay, by which sessions name the edge
 * @param hostName the host name; the address where there is none
 * @param uuid the id by which templates and policy groups name the edge
 * @param siteId the site's number without leading zeros
 * @param reachable false where the Manager has lost the edge
 */
record WanEdgeDevice(
    String systemIp, String hostName, String uuid, String siteId, boolean reachable) {

  /** The mark of a router in SD-Routing mode, in the name of its model. */
  private static final String SD_ROUTING = "SD-ROUTING";

  /** True for a WAN edge that has a site and an address. */
  static boolean isEdge(ObjectNode device) {
    return isRouter(device) && !isSdRouting(device);
  }

  /**
   * True for a router in SD-Routing mode that has a site and an address: the Manager runs it, and
   * it is no part of the overlay, so it has no tunnel and takes no centralized policy.
   */
  static boolean isSdRouter(ObjectNode device) {
    return isRouter(device) && isSdRouting(device);
  }

  private static boolean isRouter(ObjectNode device) {
    return device.path("personality").asText("").equals("vedge")
        && !systemIp(device).isEmpty()
        && siteId(device).matches("[1-9][0-9]{0,9}");
  }

  private static boolean isSdRouting(ObjectNode device) {
    return device.path("device-model").asText("").toUpperCase(Locale.ROOT).contains(SD_ROUTING);
  }

  static WanEdgeDevice of(ObjectNode device) {
    String name = device.path("host-name").asText("");
    return new WanEdgeDevice(
        systemIp(device),
        name.isBlank() ? systemIp(device) : name,
        device.path("uuid").asText(""),
        siteId(device),
        !device.path("reachability").asText("").equals("unreachable"));
  }

  private static String systemIp(ObjectNode device) {
    return device.path("system-ip").asText(device.path("deviceId").asText(""));
  }

  private static String siteId(ObjectNode device) {
    return device.path("site-id").asText("").replaceFirst("^0+", "");
  }

  /** The same under another name. */
  WanEdgeDevice named(String name) {
    return new WanEdgeDevice(systemIp, name, uuid, siteId, reachable);
  }
}
