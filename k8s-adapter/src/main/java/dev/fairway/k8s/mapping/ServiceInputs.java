package dev.fairway.k8s.mapping;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ServiceSpecView;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The inputs of the mapping of one Service, beside the cluster's Nodes and settings. Equal inputs
 * give equal states; the comparison of the same objects costs no look inside.
 *
 * @param key the Service's key
 * @param service a Service with a name
 * @param slices all slices of the Service and no other, by name
 * @param defaults the annotations of its namespace
 * @param lastGood the canonical text of its last good intent
 */
record ServiceInputs(
    ServiceKey key,
    ServiceSpecView service,
    List<EndpointSliceView> slices,
    SortedMap<String, String> defaults,
    Optional<String> lastGood) {

  ServiceInputs {
    slices = slices.stream().sorted(Comparator.comparing(EndpointSliceView::name)).toList();
    defaults = Collections.unmodifiableSortedMap(new TreeMap<>(defaults));
  }
}
