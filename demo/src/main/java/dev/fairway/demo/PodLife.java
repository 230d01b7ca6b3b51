package dev.fairway.demo;

import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a slice when a pod in it comes, drains or goes. Pure. */
final class PodLife {

  private PodLife() {}

  /** The slice with a pod beside the one that it has; the same where it does not have that one. */
  static EndpointSlice start(EndpointSlice slice, DemoPod like, DemoPod fresh) {
    List<Endpoint> endpoints = new ArrayList<>(ObjectFields.list(slice.getEndpoints()));
    for (Endpoint endpoint : ObjectFields.list(slice.getEndpoints())) {
      if (isAt(endpoint, like)) {
        EndpointBuilder twin =
            new EndpointBuilder(endpoint)
                .withAddresses(fresh.toString())
                .withNewConditions()
                .withReady(true)
                .endConditions();
        if (endpoint.getTargetRef() != null) {
          twin.editTargetRef().withName(fresh.name()).withUid(null).endTargetRef();
        }
        endpoints.add(twin.build());
      }
    }
    return with(slice, endpoints);
  }

  /** The slice in which the pod takes no new connections and goes on with the ones it has. */
  static EndpointSlice drain(EndpointSlice slice, DemoPod pod) {
    return with(
        slice,
        ObjectFields.list(slice.getEndpoints()).stream()
            .map(endpoint -> isAt(endpoint, pod) ? draining(endpoint) : endpoint)
            .toList());
  }

  /** The slice without the pod. */
  static EndpointSlice stop(EndpointSlice slice, DemoPod pod) {
    return with(
        slice,
        ObjectFields.list(slice.getEndpoints()).stream()
            .filter(endpoint -> !isAt(endpoint, pod))
            .toList());
  }

  private static boolean isAt(Endpoint endpoint, DemoPod pod) {
    return ObjectFields.list(endpoint.getAddresses()).contains(pod.toString());
  }

  private static Endpoint draining(Endpoint endpoint) {
    return new EndpointBuilder(endpoint)
        .withNewConditions()
        .withReady(false)
        .withServing(true)
        .withTerminating(true)
        .endConditions()
        .build();
  }

  private static EndpointSlice with(EndpointSlice slice, List<Endpoint> endpoints) {
    return new EndpointSliceBuilder(slice).withEndpoints(endpoints).build();
  }
}
