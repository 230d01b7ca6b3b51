package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.wire.PolicyList.SiteEntry;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.core.wan.SiteId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The sites of a site list that Fairway did not make. */
public final class DeclaredSites {

  private DeclaredSites() {}

  /**
   * The same list with those of its sites alone that are known.
   *
   * @param known the sites of the inventory
   * @return empty where the list names a site that the settings do not name, or none that is known
   */
  public static Optional<SiteList> there(
      SiteList list, ManagedFabric fabric, Collection<SiteId> known) {
    Optional<NumberRanges> numbers =
        NumberRanges.tryRead(list).filter(all -> all.in(fabric.sites()).equals(all));
    List<SiteEntry> entries =
        numbers.stream()
            .flatMap(all -> known.stream().filter(site -> all.contains(site.value())))
            .map(site -> new SiteEntry(site.value()))
            .toList();
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(new SiteList(list.name(), list.description(), entries));
  }
}
