package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * Colours in an order of preference: up to three tiers, in one entry.
 *
 * <p>Source: {@code /template/policy/list/preferredcolorgroup}.
 *
 * @param name unique among these lists
 * @param description what people read about it
 * @param entries exactly one where Fairway writes it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PreferredColorGroupList(String name, String description, List<Tiers> entries)
    implements PolicyList {

  /** Every path of the colour, direct or over several hops. */
  public static final String ALL_PATHS = "all-paths";

  /** Copies. */
  public PreferredColorGroupList {
    name = Objects.requireNonNullElse(name, "");
    description = Objects.requireNonNullElse(description, "");
    entries = List.copyOf(entries);
  }

  /**
   * The three tiers. One that is not used stays in the JSON as an empty object.
   *
   * @param primaryPreference used first
   * @param secondaryPreference used while the first is down
   * @param tertiaryPreference used while both are down; needs the second
   */
  public record Tiers(Tier primaryPreference, Tier secondaryPreference, Tier tertiaryPreference) {

    /** A tier that is not there is an empty one. */
    public Tiers {
      primaryPreference = Objects.requireNonNullElse(primaryPreference, Tier.NONE);
      secondaryPreference = Objects.requireNonNullElse(secondaryPreference, Tier.NONE);
      tertiaryPreference = Objects.requireNonNullElse(tertiaryPreference, Tier.NONE);
    }

    /** The tiers, most wanted first, up to the last that is used. */
    public List<Tier> used() {
      if (!tertiaryPreference.equals(Tier.NONE)) {
        return List.of(primaryPreference, secondaryPreference, tertiaryPreference);
      }
      return secondaryPreference.equals(Tier.NONE)
          ? List.of(primaryPreference)
          : List.of(primaryPreference, secondaryPreference);
    }
  }

  /**
   * One tier.
   *
   * @param colorPreference colours, with spaces between them; empty: the tier is not used
   * @param pathPreference {@code direct-path}, {@code multi-hop-path} or {@code all-paths}
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Tier(String colorPreference, String pathPreference) {

    /** The tier that is not used. */
    public static final Tier NONE = new Tier("", "");

    /** What is not there is empty. */
    public Tier {
      colorPreference = Objects.requireNonNullElse(colorPreference, "");
      pathPreference = Objects.requireNonNullElse(pathPreference, "");
    }
  }
}
