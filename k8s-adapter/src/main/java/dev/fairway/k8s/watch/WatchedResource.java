package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.RequestAttributes;
import java.net.URI;
import java.util.Optional;

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

  /** The resource of a request: the last part of its path. */
  static Optional<WatchedResource> of(URI request) {
    String path = Optional.ofNullable(request.getPath()).orElse("");
    String last = path.substring(path.lastIndexOf('/') + 1);
    for (WatchedResource resource : values()) {
      if (resource.plural.equals(last)) {
        return Optional.of(resource);
      }
    }
    return Optional.empty();
  }
}
