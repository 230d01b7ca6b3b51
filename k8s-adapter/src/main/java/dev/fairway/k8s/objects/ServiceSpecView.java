package dev.fairway.k8s.objects;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a Service is and what is asked for it, without what Fairway itself writes on it: two
 * readings with equal facts mean the same. Immutable.
 *
 * @param namespace its namespace
 * @param name its name; empty where it has none
 * @param createdAt when it was created; {@link Instant#MAX} where nobody can tell
 * @param annotations those that speak to Fairway, right or wrong
 * @param spec absent where it has none
 * @param balancerIps the addresses of its load balancer, as written
 * @param balancerHostnames the names of its load balancer where it has no address there
 */
public record ServiceSpecView(
    String namespace,
    String name,
    Instant createdAt,
    SortedMap<String, String> annotations,
    Optional<ServiceSpec> spec,
    List<String> balancerIps,
    List<String> balancerHostnames) {

  /** Copies. */
  public ServiceSpecView {
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    balancerIps = List.copyOf(balancerIps);
    balancerHostnames = List.copyOf(balancerHostnames);
  }
}
