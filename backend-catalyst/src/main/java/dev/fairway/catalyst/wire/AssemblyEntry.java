package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * Where a definition holds: at these sites, in these VPNs, for packets that come from one side.
 *
 * @param direction {@code service}: packets that come from the LAN
 * @param siteLists ids of site lists
 * @param vpnLists ids of VPN lists
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AssemblyEntry(String direction, List<String> siteLists, List<String> vpnLists) {

  /** Packets that come from the LAN. */
  public static final String FROM_SERVICE_SIDE = "service";

  /** Copies; what is not there is empty. */
  public AssemblyEntry {
    direction = Objects.requireNonNullElse(direction, "");
    siteLists = List.copyOf(Objects.requireNonNullElse(siteLists, List.of()));
    vpnLists = List.copyOf(Objects.requireNonNullElse(vpnLists, List.of()));
  }
}
