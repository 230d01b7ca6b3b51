package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.StoredList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An entry of an assembly that applies a data policy to sites and VPNs.
 *
 * @param definitionId the id of the data policy
 * @param direction as written; {@code all} is {@code service} and {@code tunnel}
 * @param siteLists the ids of its site lists
 * @param vpnLists the ids of its VPN lists
 * @param regions true where it names regions, whose sites are unknown here
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
              AssemblyReferences.definition(item),
              entry.path("direction").asText(""),
              texts(entry, "siteLists"),
              texts(entry, "vpnLists"),
              !entry.path("regionIds").isEmpty() || !entry.path("regionLists").isEmpty()));
    }
    return entries;
  }

  /** The entry that stands for an item without entries. */
  static DataPolicyEntry nowhere(ObjectNode item) {
    return new DataPolicyEntry(
        AssemblyReferences.definition(item), "", List.of(), List.of(), false);
  }

  private static List<String> texts(JsonNode entry, String field) {
    List<String> texts = new ArrayList<>();
    entry.path(field).forEach(id -> texts.add(id.asText("")));
    return texts;
  }

  /** The sites; empty where one of the lists cannot be read, or there is none. */
  Optional<NumberRanges> sites(PolicySnapshot snapshot) {
    return regions || siteLists.isEmpty() ? Optional.empty() : numbers(siteLists, snapshot);
  }

  /** The VPNs; empty where one of the lists cannot be read, or there is none. */
  Optional<NumberRanges> vpns(PolicySnapshot snapshot) {
    return vpnLists.isEmpty() ? Optional.empty() : numbers(vpnLists, snapshot);
  }

  private static Optional<NumberRanges> numbers(List<String> ids, PolicySnapshot snapshot) {
    NumberRanges all = NumberRanges.NONE;
    for (String id : ids) {
      Optional<NumberRanges> some = snapshot.list(id).flatMap(NumberRanges::tryRead);
      if (some.isEmpty() || some.get().isEmpty()) {
        return Optional.empty();
      }
      all = all.with(some.get());
    }
    return Optional.of(all);
  }

  /** {@code data policy 'corp' (direction service, site list 'emea', VPN list 'office')}. */
  String text(PolicySnapshot snapshot) {
    return "data policy '"
        + snapshot.nameOf(definitionId)
        + "' (direction "
        + (direction.isEmpty() ? "not said" : direction)
        + ", site list "
        + names(siteLists, snapshot)
        + ", VPN list "
        + names(vpnLists, snapshot)
        + ")";
  }

  private static String names(List<String> ids, PolicySnapshot snapshot) {
    return ids.isEmpty()
        ? "none"
        : ids.stream()
            .map(id -> "'" + snapshot.stored(id).map(StoredList::name).orElse(id) + "'")
            .collect(Collectors.joining(", "));
  }
}
