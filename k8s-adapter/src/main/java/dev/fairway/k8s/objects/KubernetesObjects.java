package dev.fairway.k8s.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The objects of one cluster, in any order, each namespace and name of a kind once. Services,
 * EndpointSlices, Nodes and Namespaces are mapped; Pods only show which endpoints are in their
 * host's network; assumed pods are made from the workloads. Objects of other kinds have no effect.
 *
 * @param all immutable; the objects in it are fabric8's and must not be changed
 */
public record KubernetesObjects(List<HasMetadata> all) {

  /** No object. */
  public static final KubernetesObjects EMPTY = of(List.of());

  /** Copies. */
  public KubernetesObjects {
    all = List.copyOf(all);
  }

  /** The objects given, in their order. */
  public static KubernetesObjects of(Collection<? extends HasMetadata> objects) {
    return new KubernetesObjects(List.copyOf(objects));
  }

  /** These objects and those. */
  public KubernetesObjects and(KubernetesObjects more) {
    return of(Stream.concat(all.stream(), more.all.stream()).toList());
  }

  public List<Service> services() {
    return only(Service.class);
  }

  public List<EndpointSlice> endpointSlices() {
    return only(EndpointSlice.class);
  }

  public List<Node> nodes() {
    return only(Node.class);
  }

  public List<Namespace> namespaces() {
    return only(Namespace.class);
  }

  public List<Pod> pods() {
    return only(Pod.class);
  }

  public List<Deployment> deployments() {
    return only(Deployment.class);
  }

  public List<StatefulSet> statefulSets() {
    return only(StatefulSet.class);
  }

  public List<DaemonSet> daemonSets() {
    return only(DaemonSet.class);
  }

  public List<ReplicaSet> replicaSets() {
    return only(ReplicaSet.class);
  }

  public List<ReplicationController> replicationControllers() {
    return only(ReplicationController.class);
  }

  public List<Job> jobs() {
    return only(Job.class);
  }

  public List<CustomWorkload> customWorkloads() {
    return only(CustomWorkload.class);
  }

  private <T> List<T> only(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
