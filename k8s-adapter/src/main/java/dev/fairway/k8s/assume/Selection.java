package dev.fairway.k8s.assume;

import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Service and a workload whose pods it selects.
 *
 * @param service a Service with a selector
 * @param workload a workload of its namespace
 */
record Selection(Service service, Workload workload) {

  /**
   * Every Service with every workload that it selects, ordered by namespace and name. Services
   * whose real endpoints are known are left out: nothing needs to be assumed for them.
   */
  static List<Selection> in(KubernetesObjects objects) {
    Set<String> served = served(objects.endpointSlices());
    List<Workload> workloads = Workload.in(objects);
    List<Selection> selections = new ArrayList<>();
    objects.services().stream()
        .filter(service -> !served.contains(Parts.namespace(service) + "/" + Parts.name(service)))
        .sorted(Comparator.comparing(Parts::namespace).thenComparing(Parts::name))
        .forEach(
            service ->
                workloads.stream()
                    .filter(workload -> selects(service, workload))
                    .forEach(workload -> selections.add(new Selection(service, workload))));
    return selections;
  }

  private static Set<String> served(List<EndpointSlice> slices) {
    Set<String> served = new HashSet<>();
    for (EndpointSlice slice : slices) {
      if (!Parts.list(slice.getEndpoints()).isEmpty()) {
        String service = Parts.text(Parts.labels(slice).get(ClusterMapper.SERVICE_NAME));
        served.add(Parts.namespace(slice) + "/" + service);
      }
    }
    return served;
  }

  private static boolean selects(Service service, Workload workload) {
    if (service.getSpec() == null || "ExternalName".equals(service.getSpec().getType())) {
      return false;
    }
    Map<String, String> selector = Parts.map(service.getSpec().getSelector());
    return !selector.isEmpty()
        && Parts.namespace(service).equals(workload.namespace())
        && workload.labels().entrySet().containsAll(selector.entrySet());
  }
}
