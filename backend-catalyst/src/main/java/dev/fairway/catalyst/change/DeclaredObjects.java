package dev.fairway.catalyst.change;

import dev.fairway.catalyst.change.AllocatedList.Write;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.snapshot.DeclaredSites;
import dev.fairway.catalyst.snapshot.ListOwnership;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.catalyst.snapshot.NumberRanges;
import dev.fairway.catalyst.snapshot.PolicySnapshot;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.AssemblyItem;
import dev.fairway.catalyst.wire.AssemblyItem.AssemblyEntry;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data policies, site lists and VPN lists that others declared under Fairway's names: used as
 * they are, and never written, but for the sequences. What they do not allow is refused. Pure.
 */
final class DeclaredObjects {

  private final PolicySnapshot snapshot;
  private final ManagedFabric fabric;
  private final SortedSet<SiteId> known;
  private final ScopeCodec scopes;

  DeclaredObjects(PolicySnapshot snapshot, ChangeRequest request) {
    this.snapshot = snapshot;
    this.fabric = request.fabric();
    this.known = request.wan().siteIds();
    this.scopes = request.scopes();
  }

  /**
   * Refuses rules where the declared data policy of their segment does not hold where they shall.
   *
   * @param target where the rules of a segment shall be in force
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED}
   */
  void require(SortedMap<Segment, SegmentDataPolicy> dataPolicies, Scope target) {
    Optional.ofNullable(dataPolicies.get(target.segment()))
        .filter(SegmentDataPolicy::isDeclared)
        .flatMap(dataPolicy -> obstacle(dataPolicy, target))
        .ifPresent(
            why -> {
              throw new BackendException(ErrorKind.UNSUPPORTED, why);
            });
  }

  private Optional<String> obstacle(SegmentDataPolicy dataPolicy, Scope target) {
    String named =
        "data policy '%s' was not made by Fairway (its description is '%s'), so "
            .formatted(dataPolicy.definition().name(), dataPolicy.definition().description());
    if (!dataPolicy.isInForce()) {
      String active = snapshot.active().map(StoredPolicy::name).orElse("");
      return Optional.of(
          named
              + "it is not attached by Fairway, and "
              + (active.isEmpty()
                  ? "no policy is active"
                  : "the active policy '" + active + "' does not name it")
              + "; attach it with direction service, the sites "
              + fabric.sites()
              + " and VPN "
              + fabric.vpns().vpn(target.segment())
              + ", or delete it");
    }
    if (!dataPolicy.definition().accepts()) {
      return Optional.of(
          named
              + "its default action stays, which is not accept: what no rule takes would be"
              + " dropped; make it accept");
    }
    return dataPolicy.scope().equals(Optional.of(target))
        ? Optional.empty()
        : Optional.of(
            named
                + "its entry in the active policy stays as it is: "
                + String.join(" and ", differences(dataPolicy, target))
                + "; make both the same");
  }

  private List<String> differences(SegmentDataPolicy dataPolicy, Scope target) {
    List<AssemblyEntry> entries = dataPolicy.item().map(AssemblyItem::entries).orElse(List.of());
    List<String> differences = new ArrayList<>();
    for (AssemblyEntry entry : entries) {
      if (!entry.direction().equals(AssemblyEntry.FROM_SERVICE_SIDE)) {
        differences.add("its direction is '" + entry.direction() + "' and not service");
      }
      for (StoredList list : stored(entry.siteLists())) {
        if (!isOf(list, target)) {
          differences.add(sites(list));
        }
      }
      for (StoredList list : stored(entry.vpnLists())) {
        if (!isOf(list, target.segment())) {
          differences.add(vpn(list, target.segment()));
        }
      }
    }
    if (differences.isEmpty()) {
      differences.add(
          entries.isEmpty()
              ? "it names no site list and no VPN list"
              : "it has more than one site list and one VPN list in one entry");
    }
    return differences;
  }

  private List<StoredList> stored(List<String> ids) {
    return ids.stream().flatMap(id -> snapshot.stored(id).stream()).toList();
  }

  private String sites(StoredList list) {
    return "site list '%s' holds %s, and the setting 'sites' says %s"
        .formatted(list.name(), numbers(list), fabric.sites());
  }

  private String vpn(StoredList list, Segment segment) {
    return "VPN list '%s' holds %s, and the setting 'segments' says VPN %s for segment '%s'"
        .formatted(list.name(), numbers(list), fabric.vpns().vpn(segment), segment);
  }

  private static String numbers(StoredList list) {
    return list.read()
        .flatMap(NumberRanges::tryRead)
        .map(NumberRanges::toString)
        .orElse("what cannot be read");
  }

  private boolean isOf(StoredList list, Scope target) {
    return list.read()
        .filter(SiteList.class::isInstance)
        .flatMap(read -> DeclaredSites.there((SiteList) read, fabric, known))
        .map(
            there ->
                there.entries().stream()
                    .map(entry -> new SiteId(entry.siteId()))
                    .collect(Collectors.toCollection(TreeSet::new)))
        .filter(target.sites()::equals)
        .isPresent();
  }

  private boolean isOf(StoredList list, Segment segment) {
    String number = Integer.toString(fabric.vpns().vpn(segment));
    return list.read()
        .flatMap(NumberRanges::tryRead)
        .filter(numbers -> numbers.toString().equals(number))
        .isPresent();
  }

  /**
   * The site list that others declared: that of a declared data policy in force at these sites, for
   * all data policies share one, or one of Fairway's name.
   *
   * @param current the ids of the lists in use, of which one of Fairway's goes before
   * @return empty where there is none
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED} where it is of other sites
   */
  Optional<AllocatedList> siteList(
      SortedMap<Segment, SegmentDataPolicy> dataPolicies, Scope target, List<String> current) {
    Optional<StoredList> shared =
        dataPolicies.values().stream()
            .filter(dataPolicy -> dataPolicy.isInForce() && dataPolicy.isDeclared())
            .flatMap(dataPolicy -> dataPolicy.item().stream())
            .flatMap(item -> item.entries().stream())
            .flatMap(entry -> stored(entry.siteLists()).stream())
            .filter(list -> isOf(list, target))
            .findFirst();
    if (shared.isPresent()) {
      return allocated(shared.get());
    }
    Optional<StoredList> declared =
        named(scopes.sites(target), "site", current, ListOwnership::isSiteList);
    declared
        .filter(list -> !isOf(list, target))
        .ifPresent(
            list -> {
              throw refused(list, sites(list));
            });
    return declared.flatMap(DeclaredObjects::allocated);
  }

  /**
   * The VPN list that others declared under Fairway's name.
   *
   * @param current the ids of the lists in use, of which one of Fairway's goes before
   * @return empty where there is none
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED} where it is of another VPN
   */
  Optional<AllocatedList> vpnList(Segment segment, List<String> current) {
    Optional<StoredList> declared =
        named(
            scopes.vpn(segment), "vpn", current, list -> CatalystNames.isMade(list.description()));
    declared
        .filter(list -> !isOf(list, segment))
        .ifPresent(
            list -> {
              throw refused(list, vpn(list, segment));
            });
    return declared.flatMap(DeclaredObjects::allocated);
  }

  /** The list of one of the names that Fairway did not make, where none that it made is in use. */
  private Optional<StoredList> named(
      PolicyList wanted, String type, Collection<String> current, Predicate<StoredList> isMade) {
    List<String> names = CatalystNames.bothNames(wanted.name());
    Stream<StoredList> inUse = current.stream().flatMap(id -> snapshot.stored(id).stream());
    if (inUse.anyMatch(list -> names.contains(list.name()) && isMade.test(list))) {
      return Optional.empty();
    }
    return names.stream()
        .flatMap(name -> snapshot.listNamed(type, name).stream())
        .filter(list -> !isMade.test(list))
        .findFirst();
  }

  private static BackendException refused(StoredList list, String difference) {
    return new BackendException(
        ErrorKind.UNSUPPORTED,
        "list '%s' was not made by Fairway (its description is '%s'), so it stays as it is: %s; make both the same"
            .formatted(list.name(), list.description(), difference));
  }

  private static Optional<AllocatedList> allocated(StoredList list) {
    return list.read().map(read -> new AllocatedList(read, list.id(), Write.NONE));
  }
}
