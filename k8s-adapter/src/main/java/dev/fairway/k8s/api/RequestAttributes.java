package dev.fairway.k8s.api;

/**
 * The attributes of a request to a Kubernetes API by which RBAC authorizes it.
 *
 * @param verb {@code list}, {@code watch}, {@code patch}, ...
 * @param resource {@code services}, {@code services/status}, {@code endpointslices}, ...
 * @param group its API group; empty for the core group
 */
public record RequestAttributes(String verb, String resource, String group) {

  /** {@code endpointslices.discovery.k8s.io}. */
  String fullResource() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
