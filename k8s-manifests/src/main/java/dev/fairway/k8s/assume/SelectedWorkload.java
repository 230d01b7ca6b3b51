package dev.fairway.k8s.assume;

import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
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
record SelectedWorkload(Service service, Workload workload) {

  /**
   * Every Service with every workload that it selects, ordered by namespace and name. Services
   * whose real endpoints are known are left out: nothing needs to be assumed for them.
   */
  static List<SelectedWorkload> in(KubernetesObjects objects) {
    Set<String> served = served(objects.endpointSlices());
    List<Workload> workloads = Workload.in(objects);
    List<SelectedWorkload> selections = new ArrayList<>();
    objects.services().stream()
        .filter(
            service ->
                !served.contains(
                    ObjectFields.namespace(service) + "/" + ObjectFields.name(service)))
        .sorted(Comparator.comparing(ObjectFields::namespace).thenComparing(ObjectFields::name))
        .forEach(
            service ->
                workloads.stream()
                    .filter(workload -> selects(service, workload))
                    .forEach(workload -> selections.add(new SelectedWorkload(service, workload))));
    return selections;
  }

  private static Set<String> served(List<EndpointSlice> slices) {
    Set<String> served = new HashSet<>();
    for (EndpointSlice slice : slices) {
      if (!ObjectFields.list(slice.getEndpoints()).isEmpty()) {
        String service =
            ObjectFields.text(ObjectFields.labels(slice).get(EndpointSliceView.SERVICE_NAME));
        served.add(ObjectFields.namespace(slice) + "/" + service);
      }
    }
    return served;
  }

  private static boolean selects(Service service, Workload workload) {
    if (service.getSpec() == null || "ExternalName".equals(service.getSpec().getType())) {
      return false;
    }
    Map<String, String> selector = ObjectFields.map(service.getSpec().getSelector());
    return !selector.isEmpty()
        && ObjectFields.namespace(service).equals(workload.namespace())
        && workload.labels().entrySet().containsAll(selector.entrySet());
  }
}
