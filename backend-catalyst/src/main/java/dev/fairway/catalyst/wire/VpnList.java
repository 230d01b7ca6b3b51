package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * Service VPNs that an assembly names.
 *
 * <p>Source: {@code /template/policy/list/vpn}. What the Manager adds to a list that it has (its
 * id, who holds it) is not read here.
 *
 * @param name unique among these lists
 * @param description what people read about it
 * @param entries one each, in the order written
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VpnList(String name, String description, List<VpnEntry> entries)
    implements PolicyList {

  /** Copies. */
  public VpnList {
    name = Objects.requireNonNullElse(name, "");
    description = Objects.requireNonNullElse(description, "");
    entries = List.copyOf(entries);
  }

  /**
   * One VPN, or a range of VPNs.
   *
   * @param vpn {@code 10} or {@code 10-20}
   */
  public record VpnEntry(String vpn) {

    /** Refuses an entry that says nothing. */
    public VpnEntry {
      Objects.requireNonNull(vpn);
    }
  }
}
