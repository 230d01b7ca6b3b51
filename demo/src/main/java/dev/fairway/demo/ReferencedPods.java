package dev.fairway.demo;

import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The Pods that slices speak of and nobody wrote down. Pure. */
final class ReferencedPods {

  private ReferencedPods() {}

  /** One for each, with the labels that the Services before it select; by namespace and name. */
  static List<Pod> of(KubernetesObjects objects) {
    SortedMap<String, Pod> pods = new TreeMap<>();
    for (EndpointSlice slice : objects.endpointSlices()) {
      Map<String, String> labels = selector(objects.services(), slice);
      for (Endpoint endpoint : ObjectFields.list(slice.getEndpoints())) {
        ObjectReference pod = endpoint.getTargetRef();
        if (pod != null && "Pod".equals(pod.getKind()) && pod.getName() != null) {
          pods.merge(
              ObjectFields.namespace(slice) + "/" + pod.getName(),
              pod(slice, endpoint, labels),
              (one, same) -> labelled(one, labels));
        }
      }
    }
    objects
        .pods()
        .forEach(pod -> pods.remove(ObjectFields.namespace(pod) + "/" + ObjectFields.name(pod)));
    return List.copyOf(pods.values());
  }

  private static Map<String, String> selector(List<Service> services, EndpointSlice slice) {
    String name = ObjectFields.text(ObjectFields.labels(slice).get(EndpointSliceView.SERVICE_NAME));
    return services.stream()
        .filter(one -> ObjectFields.name(one).equals(name))
        .filter(one -> ObjectFields.namespace(one).equals(ObjectFields.namespace(slice)))
        .filter(one -> one.getSpec() != null)
        .findFirst()
        .map(one -> ObjectFields.map(one.getSpec().getSelector()))
        .orElse(Map.of());
  }

  private static Pod pod(EndpointSlice slice, Endpoint endpoint, Map<String, String> labels) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(endpoint.getTargetRef().getName())
        .withNamespace(ObjectFields.namespace(slice))
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withNodeName(endpoint.getNodeName())
        .addNewContainer()
        .withName("played")
        .withImage("played")
        .endContainer()
        .endSpec()
        .build();
  }

  private static Pod labelled(Pod pod, Map<String, String> labels) {
    return new PodBuilder(pod).editMetadata().addToLabels(labels).endMetadata().build();
  }
}
