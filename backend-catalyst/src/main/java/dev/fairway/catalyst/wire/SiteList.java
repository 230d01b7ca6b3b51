package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * Sites that an assembly names.
 *
 * <p>Source: {@code /template/policy/list/site}. What the Manager adds to a list that it has (its
 * id, who holds it) is not read here.
 *
 * @param name unique among these lists
 * @param description what people read about it
 * @param entries one each, in the order written
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SiteList(String name, String description, List<SiteEntry> entries)
    implements PolicyList {

  /** Copies. */
  public SiteList {
    name = Objects.requireNonNullElse(name, "");
    description = Objects.requireNonNullElse(description, "");
    entries = List.copyOf(entries);
  }

  /**
   * One site, or a range of sites.
   *
   * @param siteId {@code 100} or {@code 100-200}
   */
  public record SiteEntry(String siteId) {

    /** Refuses an entry that says nothing. */
    public SiteEntry {
      Objects.requireNonNull(siteId);
    }
  }
}
