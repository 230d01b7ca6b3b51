package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.OwnerTag;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Ownership of the Manager's lists: which of them Fairway made, and for which owner. */
public final class ListOwnership {

  private ListOwnership() {}

  /** The owner of the rule for which a list was made; empty for any other list. */
  public static Optional<OwnerId> owner(StoredList list) {
    return OwnerTag.tryParse(list.description()).map(OwnerTag::owner);
  }

  /** True for the site list that all data policies of one Fairway share. */
  public static boolean isSiteList(StoredList list) {
    return list.type().equalsIgnoreCase("site")
        && CatalystNames.bothNames(CatalystNames.SITES).contains(list.name())
        && list.description().equals(ScopeCodec.SITES_NOTE);
  }

  /** True for a VPN list of Fairway's, made or declared, for whatever segment. */
  static boolean isVpnList(StoredList list) {
    return list.type().equalsIgnoreCase("vpn") && list.name().matches("fairway-.+-vpn(_2)?");
  }

  /** True for a list of a rule of this owner that another tool wrote without Fairway's mark. */
  static boolean hasLostMark(StoredList list, OwnerId owner) {
    return CatalystNames.isOfRule(owner, list.name()) && owner(list).isEmpty();
  }

  /** True for the VPN list of one of these segments. */
  static boolean isVpnList(StoredList list, Collection<Segment> segments) {
    return list.type().equalsIgnoreCase("vpn")
        && segments.stream()
            .map(CatalystNames::vpn)
            .anyMatch(name -> CatalystNames.bothNames(name).contains(list.name()));
  }

  /** The ids of the definitions that refer to a list, as the Manager says. */
  static Set<String> referringDefinitions(StoredList list) {
    Set<String> ids = new TreeSet<>();
    for (JsonNode reference : list.tree().path("references")) {
      ids.add(reference.path("id").asText(""));
    }
    ids.remove("");
    return ids;
  }
}
