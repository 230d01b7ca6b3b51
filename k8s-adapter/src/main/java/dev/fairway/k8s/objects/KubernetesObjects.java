package dev.fairway.k8s.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The objects of one cluster, by kind, in any order. The lists are immutable; the objects in them
 * are fabric8's and must not be changed.
 *
 * @param services each namespace and name once
 * @param endpointSlices each namespace and name once
 * @param nodes each name once
 * @param namespaces each name once
 * @param pods may be empty: they only show which endpoints are in their host's network
 * @param deployments may be empty: only assumed pods are made from them, as from the next two
 * @param statefulSets may be empty
 * @param daemonSets may be empty
 */
public record KubernetesObjects(
    List<Service> services,
    List<EndpointSlice> endpointSlices,
    List<Node> nodes,
    List<Namespace> namespaces,
    List<Pod> pods,
    List<Deployment> deployments,
    List<StatefulSet> statefulSets,
    List<DaemonSet> daemonSets) {

  /** No object. */
  public static final KubernetesObjects EMPTY = of(List.of());

  /** Copies. */
  public KubernetesObjects {
    services = List.copyOf(services);
    endpointSlices = List.copyOf(endpointSlices);
    nodes = List.copyOf(nodes);
    namespaces = List.copyOf(namespaces);
    pods = List.copyOf(pods);
    deployments = List.copyOf(deployments);
    statefulSets = List.copyOf(statefulSets);
    daemonSets = List.copyOf(daemonSets);
  }

  /** The objects given, by kind and in their order; those of other kinds are left out. */
  public static KubernetesObjects of(Collection<? extends HasMetadata> objects) {
    return new KubernetesObjects(
        only(Service.class, objects),
        only(EndpointSlice.class, objects),
        only(Node.class, objects),
        only(Namespace.class, objects),
        only(Pod.class, objects),
        only(Deployment.class, objects),
        only(StatefulSet.class, objects),
        only(DaemonSet.class, objects));
  }

  private static <T> List<T> only(Class<T> kind, Collection<? extends HasMetadata> objects) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** These objects and those. */
  public KubernetesObjects and(KubernetesObjects more) {
    List<HasMetadata> both = new ArrayList<>(all());
    both.addAll(more.all());
    return of(both);
  }

  private List<HasMetadata> all() {
    List<HasMetadata> all = new ArrayList<>(services);
    all.addAll(endpointSlices);
    all.addAll(nodes);
    all.addAll(namespaces);
    all.addAll(pods);
    all.addAll(deployments);
    all.addAll(statefulSets);
    all.addAll(daemonSets);
    return all;
  }
}
