package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.RequestAttributes;

/** The watched resources, in the order of reports. */
public enum WatchedResource {
  SERVICES("services", ""),
  ENDPOINT_SLICES("endpointslices", "discovery.k8s.io"),
  NODES("nodes", ""),
  NAMESPACES("namespaces", "");

  private final String plural;
  private final String group;

  WatchedResource(String plural, String group) {
    this.plural = plural;
    this.group = group;
  }

  /** {@code services}, {@code endpointslices}, ... */
  public String plural() {
    return plural;
  }

  /** Its API group; empty for the core group. */
  public String group() {
    return group;
  }

  RequestAttributes request(boolean watch) {
    return new RequestAttributes(watch ? "watch" : "list", plural, group);
  }

  /** The path of its collection over all namespaces, without a slash in front. */
  String path() {
    return (group.isEmpty() ? "api/v1/" : "apis/" + group + "/v1/") + plural;
  }
}
