package dev.fairway.catalyst.simulator.model.validation;

import static java.util.Map.entry;

import dev.fairway.core.net.IpFamily;
import java.util.Map;
import java.util.Optional;

/** The types of lists: path token, {@code type} in the body, and the form of an entry. */
final class ListTypes {

  /**
   * One type.
   *
   * @param type as in the body
   * @param single true where there is exactly one entry
   * @param entry refuses a wrong entry
   */
  record ListType(String type, boolean single, EntryCheck entry) {}

  /** What an entry has to be. */
  interface EntryCheck {
    void check(CheckedObject entry, ReferenceValidation references);
  }

  private static final Map<String, ListType> TYPES =
      Map.ofEntries(
          entry("site", many("site", (e, r) -> range(e, "siteId", 1, PolicyValues.MAX_SITE))),
          entry("vpn", many("vpn", (e, r) -> range(e, "vpn", 0, PolicyValues.MAX_VPN))),
          entry("region", many("region", (e, r) -> range(e, "regionId", 0, 63))),
          entry("port", many("port", (e, r) -> range(e, "port", 0, PolicyValues.MAX_PORT))),
          entry("dataprefix", many("dataPrefix", (e, r) -> dataPrefix(e))),
          entry("dataipv6prefix", many("dataIpv6Prefix", (e, r) -> dataIpv6Prefix(e))),
          entry("prefix", many("prefix", (e, r) -> routePrefix(e))),
          entry("color", many("color", (e, r) -> PolicyValues.color(e.only("color"), "color"))),
          entry("tloc", many("tloc", (e, r) -> ListEntries.tloc(e))),
          entry("app", many("app", (e, r) -> ListEntries.app(e))),
          entry("appprobe", single("appProbe", (e, r) -> ListEntries.appProbe(e))),
          entry("class", single("class", (e, r) -> number(e, "queue", 0, 7))),
          entry("policer", single("policer", (e, r) -> ListEntries.policer(e))),
          entry("sla", single("sla", ListEntries::sla)),
          entry(
              "preferredcolorgroup",
              single("preferredColorGroup", (e, r) -> ListEntries.colorGroup(e))));

  private ListTypes() {}

  static Optional<ListType> of(String token) {
    return Optional.ofNullable(TYPES.get(token));
  }

  private static ListType many(String type, EntryCheck entry) {
    return new ListType(type, false, entry);
  }

  private static ListType single(String type, EntryCheck entry) {
    return new ListType(type, true, entry);
  }

  private static void range(CheckedObject entry, String field, long min, long max) {
    PolicyValues.range(entry.only(field), field, min, max);
  }

  private static void number(CheckedObject entry, String field, long min, long max) {
    PolicyValues.number(entry.only(field), field, min, max);
  }

  private static void dataPrefix(CheckedObject entry) {
    PolicyValues.prefix(entry.only("ipPrefix"), "ipPrefix", IpFamily.IPV4);
  }

  private static void dataIpv6Prefix(CheckedObject entry) {
    PolicyValues.prefix(entry.only("ipv6Prefix"), "ipv6Prefix", IpFamily.IPV6);
  }

  private static void routePrefix(CheckedObject entry) {
    PolicyValues.prefix(entry.only("ipPrefix", "ge", "le"), "ipPrefix", IpFamily.IPV4);
    for (String bound : new String[] {"ge", "le"}) {
      if (entry.has(bound)) {
        PolicyValues.number(entry, bound, 0, 32);
      }
    }
  }
}
