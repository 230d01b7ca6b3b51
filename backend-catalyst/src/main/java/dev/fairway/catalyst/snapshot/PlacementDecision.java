package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The decision on where rules may go. An edge obeys one data policy for a site, so no rule goes
 * where a foreign data policy is applied. Sites and VPNs are compared by number, never by list; a
 * list that cannot be read counts as in the way. Pure.
 */
final class PlacementDecision {

  private final ManagedFabric fabric;
  private final PolicySnapshot snapshot;

  private PlacementDecision(ManagedFabric fabric, PolicySnapshot snapshot) {
    this.fabric = fabric;
    this.snapshot = snapshot;
  }

  static Placement of(ManagedFabric fabric, PolicySnapshot snapshot) {
    PlacementDecision decision = new PlacementDecision(fabric, snapshot);
    return snapshot.active().map(decision::beside).orElseGet(decision::withoutActive);
  }

  private Placement beside(StoredPolicy active) {
    boolean own = fabric.mode() == PlacementMode.OWN;
    if (active.isCli()) {
      return refused(
          active,
          "is CLI text, to which nothing can be added; activate a policy that is put together of definitions");
    }
    if (own && !active.name().equals(CatalystNames.POLICY)) {
      return refused(
          active,
          "is somebody else's, and mode 'own' is for a fabric without one; set mode: attach, or deactivate it");
    }
    List<DataPolicyEntry> inTheWay = inTheWay(active);
    if (inTheWay.isEmpty()) {
      return own ? new Placement.Own(active.id(), true) : new Placement.Attach(active.id());
    }
    return own
        ? overlap(active, inTheWay.get(0))
        : sharedSiteList(inTheWay)
            .<Placement>map(list -> new Placement.Attach(active.id(), Optional.of(list)))
            .orElseGet(() -> overlap(active, inTheWay.get(0)));
  }

  private Placement withoutActive() {
    if (fabric.mode() != PlacementMode.OWN) {
      return new Placement.Refused(
          "no centralized policy is active; activate one, or let Fairway make one with mode: own");
    }
    Optional<StoredPolicy> made = snapshot.policyNamed(CatalystNames.POLICY);
    boolean foreign =
        made.filter(policy -> policy.isCli() || !policy.assembly().stream().allMatch(this::isOurs))
            .isPresent();
    return foreign
        ? new Placement.Refused(
            ("policy '%s' is not active and holds what Fairway did not put there; take that out, or"
                    + " activate the policy by hand")
                .formatted(CatalystNames.POLICY))
        : new Placement.Own(made.map(StoredPolicy::id).orElse(""), false);
  }

  private List<DataPolicyEntry> inTheWay(StoredPolicy active) {
    List<DataPolicyEntry> found = new ArrayList<>();
    for (ObjectNode item : active.assembly()) {
      if (AssemblyReferences.isDataPolicy(item) && !isOurs(item)) {
        List<DataPolicyEntry> entries = DataPolicyEntry.of(item);
        entries.stream().filter(this::isInTheWay).forEach(found::add);
        if (entries.isEmpty()) {
          found.add(DataPolicyEntry.nowhere(item));
        }
      }
    }
    return found;
  }

  private boolean isInTheWay(DataPolicyEntry entry) {
    boolean atOurSites =
        entry.sites(snapshot).map(sites -> !sites.in(fabric.sites()).isEmpty()).orElse(true);
    return atOurSites && !(isOtherSegment(entry) && vpnsAreFree(entry));
  }

  /** A data policy of Fairway's for one of the segments that the settings name. */
  private boolean isOurs(ObjectNode item) {
    return snapshot.definitions().containsKey(AssemblyReferences.definition(item));
  }

  /** A data policy for a segment that only the settings of another Fairway name. */
  private boolean isOtherSegment(DataPolicyEntry entry) {
    return !entry.vpnLists().isEmpty()
        && entry.vpnLists().stream()
            .allMatch(id -> snapshot.stored(id).filter(ListOwnership::isVpnList).isPresent());
  }

  private boolean vpnsAreFree(DataPolicyEntry entry) {
    return entry.vpns(snapshot).map(vpns -> vpns.in(fabric.vpnNumbers()).isEmpty()).orElse(false);
  }

  /** The one site list under which everything in the way is applied, where it may be shared. */
  private Optional<String> sharedSiteList(List<DataPolicyEntry> inTheWay) {
    List<String> first = inTheWay.get(0).siteLists();
    boolean shared =
        fabric.attachToForeignSiteLists()
            && first.size() == 1
            && inTheWay.stream().allMatch(entry -> entry.siteLists().equals(first))
            && inTheWay.stream().allMatch(this::holdsExactlyOurSites)
            && inTheWay.stream().allMatch(this::vpnsAreFree);
    return shared ? Optional.of(first.get(0)) : Optional.empty();
  }

  private boolean holdsExactlyOurSites(DataPolicyEntry entry) {
    return entry.sites(snapshot).filter(fabric.sites()::equals).isPresent();
  }

  private Placement overlap(StoredPolicy active, DataPolicyEntry entry) {
    String where =
        entry
            .sites(snapshot)
            .map(sites -> "holds at managed sites " + sites.in(fabric.sites()))
            .orElse("holds at sites that cannot be told: " + unreadable(entry));
    return new Placement.Refused(
        ("%s of the active policy '%s' %s, and an edge obeys one data policy for a site; take these"
                + " sites out of the settings, or out of that entry")
            .formatted(entry.text(snapshot), active.name(), where));
  }

  private String unreadable(DataPolicyEntry entry) {
    if (entry.regions() || entry.siteLists().isEmpty()) {
      return "it names regions, or no site list";
    }
    return "a site list of it cannot be read";
  }

  private static Placement refused(StoredPolicy active, String why) {
    return new Placement.Refused("the active policy '" + active.name() + "' " + why);
  }

  /**
   * An entry of an assembly that applies a data policy to sites and VPNs.
   *
   * @param definitionId the id of the data policy
   * @param direction as written; {@code all} is {@code service} and {@code tunnel}
   * @param siteLists the ids of its site lists
   * @param vpnLists the ids of its VPN lists
   * @param regions true where it names regions, whose sites are unknown here
   */
  private record DataPolicyEntry(
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
      return "data policy '%s' (direction %s, site list %s, VPN list %s)"
          .formatted(
              snapshot.nameOf(definitionId),
              direction.isEmpty() ? "not said" : direction,
              names(siteLists, snapshot),
              names(vpnLists, snapshot));
    }

    private static String names(List<String> ids, PolicySnapshot snapshot) {
      return ids.isEmpty()
          ? "none"
          : ids.stream()
              .map(id -> "'" + snapshot.stored(id).map(StoredList::name).orElse(id) + "'")
              .collect(Collectors.joining(", "));
    }
  }
}
