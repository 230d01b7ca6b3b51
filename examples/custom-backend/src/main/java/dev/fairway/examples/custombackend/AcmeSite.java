package dev.fairway.examples.custombackend;

import java.util.List;
import java.util.SortedMap;

/**
 * Vendor model: a site as the controller describes it.
 *
 * @param name its name
 * @param gateway the router there
 * @param circuits what the router is attached to
 * @param lans the prefixes behind it, by zone
 */
record AcmeSite(
    String name, String gateway, List<String> circuits, SortedMap<String, List<String>> lans) {}
