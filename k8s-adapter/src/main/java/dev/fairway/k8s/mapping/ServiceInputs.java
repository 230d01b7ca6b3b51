package dev.fairway.k8s.mapping;

import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ServiceSpecView;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the state of one Service is made from, beside the cluster's Nodes and settings. Equal
 * inputs give equal states; where they hold the same objects that is seen without looking inside.
 *
 * @param service a Service with a name
 * @param slices all slices of the Service and no other, by name
 * @param defaults the annotations of its namespace
 * @param lastGood the canonical text of its last good intent
 */
record ServiceInputs(
    ServiceSpecView service,
    List<EndpointSliceView> slices,
    SortedMap<String, String> defaults,
    Optional<String> lastGood) {

  ServiceInputs {
    slices = slices.stream().sorted(Comparator.comparing(EndpointSliceView::name)).toList();
    defaults = Collections.unmodifiableSortedMap(new TreeMap<>(defaults));
  }
}
