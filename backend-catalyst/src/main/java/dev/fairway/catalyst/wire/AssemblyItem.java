package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * One item of the assembly of a centralized policy: a definition, and where it holds.
 *
 * <p>Source: {@code policyDefinition.assembly[]} of {@code /template/policy/vsmart}.
 *
 * @param definitionId the id of the definition
 * @param type the definition's type, {@code data} where Fairway writes it
 * @param entries where it holds
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AssemblyItem(String definitionId, String type, List<AssemblyEntry> entries) {

  /** The type of a data policy. */
  public static final String DATA_POLICY = "data";

  /** Copies; an absent field is empty. */
  public AssemblyItem {
    definitionId = Objects.requireNonNullElse(definitionId, "");
    type = Objects.requireNonNullElse(type, "");
    entries = List.copyOf(Objects.requireNonNullElse(entries, List.of()));
  }

  /**
   * The places where a definition holds: sites, VPNs, and the side that packets come from.
   *
   * @param direction {@code service}: packets that come from the LAN
   * @param siteLists ids of site lists
   * @param vpnLists ids of VPN lists
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record AssemblyEntry(String direction, List<String> siteLists, List<String> vpnLists) {

    /** Packets that come from the LAN. */
    public static final String FROM_SERVICE_SIDE = "service";

    /** Copies; an absent field is empty. */
    public AssemblyEntry {
      direction = Objects.requireNonNullElse(direction, "");
      siteLists = List.copyOf(Objects.requireNonNullElse(siteLists, List.of()));
      vpnLists = List.copyOf(Objects.requireNonNullElse(vpnLists, List.of()));
    }
  }
}
