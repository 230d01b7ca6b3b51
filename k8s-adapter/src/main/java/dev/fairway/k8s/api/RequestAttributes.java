package dev.fairway.k8s.api;

/**
 * What was asked of a Kubernetes API, in the words of its roles.
 *
 * @param verb {@code list}, {@code watch}, {@code patch}, ...
 * @param resource {@code services}, {@code services/status}, {@code endpointslices}, ...
 * @param group its API group; empty for the core group
 */
public record RequestAttributes(String verb, String resource, String group) {

  /** A call for a resource of the core group. */
  public static RequestAttributes of(String verb, String resource) {
    return new RequestAttributes(verb, resource, "");
  }

  /** {@code endpointslices.discovery.k8s.io}. */
  String fullResource() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
