package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A named list that definitions and assemblies refer to by an id which the Manager gives. A name is
 * unique among the lists of one type.
 *
 * <p>Source: {@code /template/policy/list/...}. The type is read in any case, because clients of
 * the Manager differ in it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DataPrefixList.class, name = "dataPrefix"),
  @JsonSubTypes.Type(value = DataIpv6PrefixList.class, name = "dataIpv6Prefix"),
  @JsonSubTypes.Type(value = PreferredColorGroupList.class, name = "preferredColorGroup"),
  @JsonSubTypes.Type(value = SiteList.class, name = "site"),
  @JsonSubTypes.Type(value = VpnList.class, name = "vpn")
})
public sealed interface PolicyList
    permits DataPrefixList, DataIpv6PrefixList, PreferredColorGroupList, SiteList, VpnList {

  /** 1 to 32 of letters, digits, {@code _} and {@code -}. */
  String name();

  /** What people read about it; never empty, because the Manager asks for one. */
  String description();
}
