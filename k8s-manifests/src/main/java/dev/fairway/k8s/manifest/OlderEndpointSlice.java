package dev.fairway.k8s.manifest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EndpointSlice of {@value #VERSION}, which Kubernetes served from 1.17 to 1.24. Its endpoints
 * have their node and zone in {@code topology}, which {@code discovery.k8s.io/v1} has not.
 */
final class OlderEndpointSlice {

  static final String VERSION = "discovery.k8s.io/v1beta1";

  private static final String HOST = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";

  private OlderEndpointSlice() {}

  /** The slice with the fields of {@code discovery.k8s.io/v1}. */
  static UnstructuredObject upToDate(UnstructuredObject slice) {
    return slice.fields().get("endpoints") instanceof List<?> endpoints
        ? slice.with("endpoints", endpoints.stream().map(OlderEndpointSlice::endpoint).toList())
        : slice;
  }

  private static Object endpoint(Object written) {
    if (!(written instanceof Map<?, ?> endpoint)) {
      return written;
    }
    Map<?, ?> topology = UnstructuredObject.map(endpoint, "topology");
    return with(with(endpoint, "nodeName", topology.get(HOST)), "zone", topology.get(ZONE));
  }

  private static Map<?, ?> with(Map<?, ?> endpoint, String field, @Nullable Object value) {
    return value == null || endpoint.get(field) != null
        ? endpoint
        : UnstructuredObject.with(endpoint, field, value);
  }
}
