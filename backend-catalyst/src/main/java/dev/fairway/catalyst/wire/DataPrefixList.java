package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * IPv4 prefixes that a data policy matches.
 *
 * <p>Source: {@code /template/policy/list/dataprefix}. What the Manager adds to a list that it has
 * (its id, who holds it) is not read here.
 *
 * @param name unique among these lists
 * @param description what people read about it
 * @param entries one each, in the order written
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DataPrefixList(String name, String description, List<PrefixEntry> entries)
    implements PolicyList {

  /** Copies. */
  public DataPrefixList {
    name = Objects.requireNonNullElse(name, "");
    description = Objects.requireNonNullElse(description, "");
    entries = List.copyOf(entries);
  }

  /**
   * One prefix.
   *
   * @param ipPrefix as in {@code 10.0.0.0/8}
   */
  public record PrefixEntry(String ipPrefix) {

    /** Refuses an entry that says nothing. */
    public PrefixEntry {
      Objects.requireNonNull(ipPrefix);
    }
  }
}
