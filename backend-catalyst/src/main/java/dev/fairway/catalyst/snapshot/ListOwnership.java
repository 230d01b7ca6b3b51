package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.OwnerTag;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.core.policy.OwnerId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which lists are Fairway's, and who holds them. */
public final class ListOwnership {

  private ListOwnership() {}

  /** Whose rule a list is of. */
  public static Optional<OwnerId> owner(StoredList list) {
    return OwnerTag.tryParse(list.description()).map(OwnerTag::owner);
  }

  /** True for a list that only a rule's sequence refers to. */
  static boolean isOfRule(StoredList list) {
    return owner(list).isPresent();
  }

  /** True for a list of sites or of a VPN that some Fairway made for its containers. */
  static boolean isScopeList(StoredList list) {
    return isSiteList(list) || isVpnList(list);
  }

  /** True for the list of sites that all containers of some Fairway share. */
  public static boolean isSiteList(StoredList list) {
    boolean named =
        list.name().equals(CatalystNames.SITES)
            || list.name().equals(CatalystNames.second(CatalystNames.SITES));
    return named
        && list.type().equalsIgnoreCase("site")
        && list.description().equals(ScopeCodec.SITES_NOTE);
  }

  /** True for the list of a segment's VPN that some Fairway made. */
  static boolean isVpnList(StoredList list) {
    return list.type().equalsIgnoreCase("vpn")
        && list.name().matches("fairway-.+-vpn(_2)?")
        && CatalystNames.isMade(list.description());
  }

  /** The ids of the definitions that the Manager says refer to it. */
  static Set<String> referringDefinitions(StoredList list) {
    Set<String> ids = new TreeSet<>();
    for (JsonNode reference : list.tree().path("references")) {
      String id = reference.path("id").asText("");
      if (!id.isEmpty()) {
        ids.add(id);
      }
    }
    return ids;
  }
}
