package dev.fairway.k8s.assume;

import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Service without EndpointSlices of its own, with the pods that it selects.
 *
 * @param service a Service with a spec
 * @param families the families of its slices
 * @param ports its ports after the API server's defaults
 * @param workloads those whose pods can be assumed, in order
 * @param pods those that have an address, by name
 */
record ServiceSelection(
    Service service,
    ServiceFamilies families,
    List<TargetPort> ports,
    List<SelectedWorkload> workloads,
    List<AddressedPod> pods) {

  ServiceSelection {
    ports = List.copyOf(ports);
    workloads = List.copyOf(workloads);
    pods = List.copyOf(pods);
  }

  /**
   * Every Service with what it selects, ordered by namespace and name. Left out are those whose
   * endpoints are known, and external names, which never have any.
   *
   * @param workloads of all namespaces, in order
   * @param podsPerSite how many pods of a workload there are at a site
   */
  static List<ServiceSelection> in(
      KubernetesObjects objects,
      List<Workload> workloads,
      ClusterFamilies cluster,
      int podsPerSite) {
    Set<String> served = served(objects.endpointSlices());
    Map<String, List<Workload>> byNamespace =
        workloads.stream().collect(Collectors.groupingBy(workload -> workload.key().namespace()));
    Map<String, List<AddressedPod>> pods =
        AddressedPod.in(objects.pods()).stream()
            .sorted(Comparator.comparing(pod -> ObjectFields.name(pod.pod())))
            .collect(Collectors.groupingBy(pod -> ObjectFields.namespace(pod.pod())));
    List<ServiceSelection> selections = new ArrayList<>();
    objects.services().stream()
        .filter(service -> service.getSpec() != null)
        .filter(service -> !"ExternalName".equals(service.getSpec().getType()))
        .filter(service -> !served.contains(path(service)))
        .sorted(Comparator.comparing(ObjectFields::namespace).thenComparing(ObjectFields::name))
        .forEach(
            service ->
                selections.add(
                    of(
                        service,
                        byNamespace.getOrDefault(ObjectFields.namespace(service), List.of()),
                        pods.getOrDefault(ObjectFields.namespace(service), List.of()),
                        cluster,
                        podsPerSite)));
    return selections;
  }

  private static ServiceSelection of(
      Service service,
      Collection<Workload> workloads,
      Collection<AddressedPod> pods,
      ClusterFamilies cluster,
      int podsPerSite) {
    ServiceSpec spec = service.getSpec();
    Predicate<Map<String, String>> selector = selector(service);
    List<AddressedPod> addressed =
        pods.stream().filter(pod -> selector.test(ObjectFields.labels(pod.pod()))).toList();
    List<SelectedWorkload> selected = new ArrayList<>();
    for (Workload workload : workloads) {
      List<Integer> indexes =
          IntStream.range(0, workload.pods(podsPerSite))
              .filter(index -> selector.test(workload.labels(index)))
              .boxed()
              .toList();
      if (workload.idle().isEmpty()
          && !indexes.isEmpty()
          && addressed.stream().noneMatch(pod -> pod.isOf(workload))) {
        selected.add(new SelectedWorkload(workload, indexes));
      }
    }
    return new ServiceSelection(
        service,
        ServiceFamilies.of(spec, cluster),
        TargetPort.of(ObjectFields.list(spec.getPorts())),
        withoutControlled(selected),
        addressed);
  }

  /** Without those whose controller is among the rest: it has the same pods. */
  private static List<SelectedWorkload> withoutControlled(List<SelectedWorkload> selected) {
    Set<WorkloadKey> keys =
        selected.stream().map(selection -> selection.workload().key()).collect(Collectors.toSet());
    return selected.stream()
        .filter(selection -> selection.workload().controller().filter(keys::contains).isEmpty())
        .toList();
  }

  /** The names {@code namespace/name} of the Services whose slices have endpoints. */
  private static Set<String> served(Collection<EndpointSlice> slices) {
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

  private static String path(Service service) {
    return ObjectFields.namespace(service) + "/" + ObjectFields.name(service);
  }

  /** The test of a pod's labels; a Service without a selector selects nothing. */
  static Predicate<Map<String, String>> selector(Service service) {
    Map<String, String> selector = ObjectFields.map(service.getSpec().getSelector());
    return labels -> !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
  }

  /** True where a slice of the Service has no port and is right: it is headless and has none. */
  boolean isPortless() {
    return ObjectFields.list(service.getSpec().getPorts()).isEmpty()
        && ServiceFamilies.isHeadless(service.getSpec());
  }
}
