package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.ServiceState;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a pass over all objects came to.
 *
 * @param services the Services, with what they were made from
 * @param diagnostics what is wrong with objects that are no Service, in any order
 */
record MappingResult(MappedServices services, List<Diagnostic> diagnostics) {

  MappingResult {
    diagnostics = diagnostics.stream().distinct().sorted().toList();
  }

  ClusterSnapshot snapshot(ClusterSettings settings, long generation, Completeness completeness) {
    SortedMap<ServiceKey, ServiceState> states = new TreeMap<>();
    services.services().forEach((key, mapped) -> states.put(key, mapped.state()));
    return new ClusterSnapshot(
        settings.name(),
        settings.owner(),
        generation,
        completeness,
        settings.networks(),
        settings.defaultSite(),
        settings.datapath(),
        states,
        diagnostics);
  }
}
