package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.OwnerId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Vendor model: what one site holds.
 *
 * @param site the site's name
 * @param changes the site's change counter when this was read
 * @param objects the address objects, by name
 * @param entries the rule list, in its order
 */
record AcmeSiteConfig(
    String site, long changes, SortedMap<String, AcmeObject> objects, List<AcmeEntry> entries) {

  /** Copies. */
  AcmeSiteConfig {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    entries = List.copyOf(entries);
  }

  /** The rules of one owner, in their order. */
  List<AcmeEntry> entriesOf(OwnerId owner) {
    return entries.stream().filter(entry -> entry.isOf(owner)).toList();
  }

  /** The lines of the list, in their order. */
  List<String> lines() {
    return entries.stream().map(AcmeEntry::line).toList();
  }
}
