package dev.fairway.catalyst.change;

import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.PolicyList.DataIpv6PrefixList;
import dev.fairway.catalyst.wire.PolicyList.DataPrefixList;
import dev.fairway.catalyst.wire.PolicyList.PreferredColorGroupList;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.WireJson;

/**
 * Where a list that something will refer to comes from.
 *
 * @param list what it says, under the name that it has or gets
 * @param id the Manager's id; empty where it is to be made
 * @param deed what has to be done for it
 */
record AllocatedList(PolicyList list, String id, Action deed) {

  /** What has to be done. */
  enum Action {
    /** It is there and says what it should. */
    KEEP,
    /** One that nothing refers to has the name and says something else. */
    REPLACE,
    /** It is not there. */
    CREATE
  }

  /** The list as a part of the path of requests. */
  String token() {
    return token(list);
  }

  /** The part of the path that names a type of lists. */
  static String token(PolicyList list) {
    if (list instanceof DataPrefixList) {
      return "dataprefix";
    }
    if (list instanceof DataIpv6PrefixList) {
      return "dataipv6prefix";
    }
    if (list instanceof PreferredColorGroupList) {
      return "preferredcolorgroup";
    }
    return list instanceof SiteList ? "site" : "vpn";
  }

  /** The same list under another name. */
  static PolicyList named(PolicyList list, String name) {
    return WireJson.tryRead(WireJson.tree(list).put("name", name), PolicyList.class).orElseThrow();
  }
}
