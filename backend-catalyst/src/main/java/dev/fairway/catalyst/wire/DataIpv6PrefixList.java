package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * IPv6 prefixes that a data policy matches.
 *
 * <p>Source: {@code /template/policy/list/dataipv6prefix}. What the Manager adds to a list that it
 * has (its id, who holds it) is not read here.
 *
 * @param name unique among these lists
 * @param description what people read about it
 * @param entries one each, in the order written
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DataIpv6PrefixList(String name, String description, List<Ipv6PrefixEntry> entries)
    implements PolicyList {

  /** Copies. */
  public DataIpv6PrefixList {
    name = Objects.requireNonNullElse(name, "");
    description = Objects.requireNonNullElse(description, "");
    entries = List.copyOf(entries);
  }

  /**
   * One prefix.
   *
   * @param ipv6Prefix as in {@code 2001:db8::/32}
   */
  public record Ipv6PrefixEntry(String ipv6Prefix) {

    /** Refuses an entry that says nothing. */
    public Ipv6PrefixEntry {
      Objects.requireNonNull(ipv6Prefix);
    }
  }
}
