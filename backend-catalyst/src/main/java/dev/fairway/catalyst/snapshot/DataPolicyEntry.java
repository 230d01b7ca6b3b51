package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.PolicyList.SiteEntry;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.PolicyList.VpnEntry;
import dev.fairway.catalyst.wire.PolicyList.VpnList;
import dev.fairway.catalyst.wire.StoredList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where one entry of an assembly puts a data policy: the numbers themselves, not the lists.
 *
 * @param definitionId of the data policy
 * @param direction as written; {@code all} is {@code service} and {@code tunnel}
 * @param siteLists the ids of its site lists
 * @param vpnLists the ids of its VPN lists
 * @param regions true where it names regions, whose sites nobody can tell from here
 */
record DataPolicyEntry(
    String definitionId,
    String direction,
    List<String> siteLists,
    List<String> vpnLists,
    boolean regions) {

  /** Every entry of an item. */
  static List<DataPolicyEntry> of(ObjectNode item) {
    List<DataPolicyEntry> entries = new ArrayList<>();
    for (JsonNode entry : item.path("entries")) {
      entries.add(
          new DataPolicyEntry(
              AssemblyReferences.definitionId(item),
              entry.path("direction").asText(""),
              AssemblyReferences.texts(entry, "siteLists"),
              AssemblyReferences.texts(entry, "vpnLists"),
              !entry.path("regionIds").isEmpty() || !entry.path("regionLists").isEmpty()));
    }
    return entries;
  }

  /** What an item without an entry says. */
  static DataPolicyEntry nowhere(ObjectNode item) {
    return new DataPolicyEntry(
        AssemblyReferences.definitionId(item), "", List.of(), List.of(), false);
  }

  /** The sites; empty where one of the lists cannot be read, or there is none. */
  Optional<NumberRanges> sites(PolicySnapshot picture) {
    return regions || siteLists.isEmpty() ? Optional.empty() : numbers(siteLists, picture);
  }

  /** The VPNs; empty where one of the lists cannot be read, or there is none. */
  Optional<NumberRanges> vpns(PolicySnapshot picture) {
    return vpnLists.isEmpty() ? Optional.empty() : numbers(vpnLists, picture);
  }

  private static Optional<NumberRanges> numbers(List<String> ids, PolicySnapshot picture) {
    NumberRanges all = NumberRanges.NONE;
    for (String id : ids) {
      Optional<NumberRanges> some = picture.list(id).flatMap(DataPolicyEntry::numbers);
      if (some.isEmpty() || some.get().isEmpty()) {
        return Optional.empty();
      }
      all = all.with(some.get());
    }
    return Optional.of(all);
  }

  private static Optional<NumberRanges> numbers(PolicyList list) {
    if (list instanceof SiteList sites) {
      return NumberRanges.tryParse(sites.entries().stream().map(SiteEntry::siteId).toList());
    }
    return list instanceof VpnList vpns
        ? NumberRanges.tryParse(vpns.entries().stream().map(VpnEntry::vpn).toList())
        : Optional.empty();
  }

  /** {@code data policy 'corp' (direction service, site list 'emea', VPN list 'office')}. */
  String text(PolicySnapshot picture) {
    return "data policy '"
        + picture.names().getOrDefault(definitionId, definitionId)
        + "' (direction "
        + (direction.isEmpty() ? "not said" : direction)
        + ", site list "
        + names(siteLists, picture)
        + ", VPN list "
        + names(vpnLists, picture)
        + ")";
  }

  private static String names(List<String> ids, PolicySnapshot picture) {
    return ids.isEmpty()
        ? "none"
        : ids.stream()
            .map(
                id -> Optional.ofNullable(picture.lists().get(id)).map(StoredList::name).orElse(id))
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", "));
  }
}
