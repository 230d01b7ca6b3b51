package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named list that definitions and assemblies refer to by an id which the Manager gives. A name is
 * unique among the lists of one type.
 *
 * <p>Source: {@code /template/policy/list/...}. The type is read in any case, because clients of
 * the Manager differ in it. What the Manager adds to a list (its id, its owner) is not read here.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PolicyList.DataPrefixList.class, name = "dataPrefix"),
  @JsonSubTypes.Type(value = PolicyList.DataIpv6PrefixList.class, name = "dataIpv6Prefix"),
  @JsonSubTypes.Type(
      value = PolicyList.PreferredColorGroupList.class,
      name = "preferredColorGroup"),
  @JsonSubTypes.Type(value = PolicyList.SiteList.class, name = "site"),
  @JsonSubTypes.Type(value = PolicyList.VpnList.class, name = "vpn")
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface PolicyList {

  /** 1 to 32 of letters, digits, {@code _} and {@code -}. */
  String name();

  /** Shown on the Manager's pages; never empty, because the Manager asks for one. */
  String description();

  /** IPv4 prefixes that a data policy matches, {@code dataprefix}; in the order written. */
  record DataPrefixList(String name, String description, List<PrefixEntry> entries)
      implements PolicyList {

    /** Copies; an absent text is empty. */
    public DataPrefixList {
      name = Objects.requireNonNullElse(name, "");
      description = Objects.requireNonNullElse(description, "");
      entries = List.copyOf(entries);
    }
  }

  /**
   * One prefix.
   *
   * @param ipPrefix as in {@code 10.0.0.0/8}
   */
  record PrefixEntry(String ipPrefix) {

    /** Refuses an entry without a prefix. */
    public PrefixEntry {
      Objects.requireNonNull(ipPrefix);
    }
  }

  /** IPv6 prefixes that a data policy matches, {@code dataipv6prefix}; in the order written. */
  record DataIpv6PrefixList(String name, String description, List<Ipv6PrefixEntry> entries)
      implements PolicyList {

    /** Copies; an absent text is empty. */
    public DataIpv6PrefixList {
      name = Objects.requireNonNullElse(name, "");
      description = Objects.requireNonNullElse(description, "");
      entries = List.copyOf(entries);
    }
  }

  /**
   * One prefix.
   *
   * @param ipv6Prefix as in {@code 2001:db8::/32}
   */
  record Ipv6PrefixEntry(String ipv6Prefix) {

    /** Refuses an entry without a prefix. */
    public Ipv6PrefixEntry {
      Objects.requireNonNull(ipv6Prefix);
    }
  }

  /** Sites that an assembly names, {@code site}; in the order written. */
  record SiteList(String name, String description, List<SiteEntry> entries) implements PolicyList {

    /** Copies; an absent text is empty. */
    public SiteList {
      name = Objects.requireNonNullElse(name, "");
      description = Objects.requireNonNullElse(description, "");
      entries = List.copyOf(entries);
    }
  }

  /**
   * One site, or a range of sites.
   *
   * @param siteId {@code 100} or {@code 100-200}
   */
  record SiteEntry(String siteId) {

    /** Refuses an entry without a site. */
    public SiteEntry {
      Objects.requireNonNull(siteId);
    }
  }

  /** Service VPNs that an assembly names, {@code vpn}; in the order written. */
  record VpnList(String name, String description, List<VpnEntry> entries) implements PolicyList {

    /** Copies; an absent text is empty. */
    public VpnList {
      name = Objects.requireNonNullElse(name, "");
      description = Objects.requireNonNullElse(description, "");
      entries = List.copyOf(entries);
    }
  }

  /**
   * One VPN, or a range of VPNs.
   *
   * @param vpn {@code 10} or {@code 10-20}
   */
  record VpnEntry(String vpn) {

    /** Refuses an entry without a VPN. */
    public VpnEntry {
      Objects.requireNonNull(vpn);
    }
  }

  /**
   * Colours in an order of preference, {@code preferredcolorgroup}: up to three tiers, in one
   * entry.
   *
   * @param name unique among these lists
   * @param description shown on the Manager's pages
   * @param entries exactly one where Fairway writes it
   */
  record PreferredColorGroupList(String name, String description, List<Tiers> entries)
      implements PolicyList {

    /** Every path of the colour, direct or over several hops. */
    public static final String ALL_PATHS = "all-paths";

    /** Copies; an absent text is empty. */
    public PreferredColorGroupList {
      name = Objects.requireNonNullElse(name, "");
      description = Objects.requireNonNullElse(description, "");
      entries = List.copyOf(entries);
    }
  }

  /**
   * The tiers of a group. One that is not used is not in the JSON: other clients of the Manager
   * cannot read an empty one, and with it no list of the type.
   *
   * @param used most preferred first, up to the last that is used; a tier is used while all before
   *     it are down
   */
  record Tiers(List<Tier> used) {

    private static final List<String> FIELDS =
        List.of("primaryPreference", "secondaryPreference", "tertiaryPreference");

    /** The most tiers of a group. */
    public static final int MOST = 3;

    /** Copies; refuses more tiers than a group has. */
    public Tiers {
      used = List.copyOf(used);
      if (used.size() > MOST) {
        throw new IllegalArgumentException(used.size() + " tiers in a colour group of " + MOST);
      }
    }

    /** The tiers of the JSON, where an empty object is a tier that is not used. */
    @JsonCreator
    static Tiers of(
        @JsonProperty("primaryPreference") @Nullable Tier primary,
        @JsonProperty("secondaryPreference") @Nullable Tier secondary,
        @JsonProperty("tertiaryPreference") @Nullable Tier tertiary) {
      List<Tier> tiers = new ArrayList<>();
      for (Tier tier : Arrays.asList(primary, secondary, tertiary)) {
        tiers.add(Objects.requireNonNullElse(tier, Tier.NONE));
      }
      while (!tiers.isEmpty() && tiers.get(tiers.size() - 1).equals(Tier.NONE)) {
        tiers.remove(tiers.size() - 1);
      }
      return new Tiers(tiers);
    }

    @JsonValue
    Map<String, Tier> json() {
      Map<String, Tier> json = new LinkedHashMap<>();
      used.forEach(tier -> json.put(FIELDS.get(json.size()), tier));
      return json;
    }
  }

  /**
   * One tier.
   *
   * @param colorPreference colours, with spaces between them; empty: the tier is not used
   * @param pathPreference {@code direct-path}, {@code multi-hop-path} or {@code all-paths}
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Tier(String colorPreference, String pathPreference) {

    /** The tier that is not used. */
    public static final Tier NONE = new Tier("", "");

    /** An absent field is empty. */
    public Tier {
      colorPreference = Objects.requireNonNullElse(colorPreference, "");
      pathPreference = Objects.requireNonNullElse(pathPreference, "");
    }
  }
}
