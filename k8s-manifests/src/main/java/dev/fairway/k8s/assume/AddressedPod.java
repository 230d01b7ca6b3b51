package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.k8s.objects.PodView;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Pod of a dump that has an address and has not ended, which the EndpointSlice controller puts
 * into the slices of every Service that selects it.
 *
 * @param pod the Pod
 * @param addresses its addresses, sorted, at least one
 */
record AddressedPod(Pod pod, List<IpPrefix> addresses) {

  AddressedPod {
    addresses = addresses.stream().distinct().sorted().toList();
  }

  /** The Pods of this kind, in any order. */
  static List<AddressedPod> in(Collection<Pod> pods) {
    return pods.stream().map(AddressedPod::of).flatMap(Optional::stream).toList();
  }

  /** The Pod as one; empty where it has no address, or has ended. */
  static Optional<AddressedPod> of(Pod pod) {
    PodView view = InformerTransform.pod(pod);
    return pod.getSpec() == null || view.ended() || view.addresses().isEmpty()
        ? Optional.empty()
        : Optional.of(new AddressedPod(pod, view.addresses()));
  }

  /**
   * True where a workload made it: its controller is the workload, or a ReplicaSet that has the
   * workload's name and the hash of its template.
   */
  boolean isOf(Workload workload) {
    WorkloadKey controller = WorkloadKey.controllerOf(pod).orElse(null);
    if (controller == null || !controller.namespace().equals(workload.key().namespace())) {
      return false;
    }
    return controller.equals(workload.key())
        || controller.kind().equals("ReplicaSet")
            && Stream.of("pod-template-hash", "rollouts-pod-template-hash")
                .map(label -> ObjectFields.labels(pod).get(label))
                .anyMatch(hash -> controller.name().equals(workload.key().name() + "-" + hash));
  }

  /** The endpoint of a Service in a family; empty where the Pod has no address of it. */
  Optional<Endpoint> endpoint(Service service, IpFamily family) {
    boolean serving =
        ObjectFields.list(pod.getStatus().getConditions()).stream()
            .filter(condition -> "Ready".equals(condition.getType()))
            .anyMatch(condition -> "True".equals(condition.getStatus()));
    boolean terminating = pod.getMetadata().getDeletionTimestamp() != null;
    boolean published = Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
    List<String> ofFamily =
        addresses.stream()
            .filter(address -> address.family() == family)
            .map(IpPrefix::addressText)
            .toList();
    return ofFamily.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new EndpointBuilder()
                .withAddresses(ofFamily)
                .withNewConditions()
                .withReady(published || serving && !terminating)
                .withServing(serving)
                .withTerminating(terminating)
                .endConditions()
                .withNodeName(pod.getSpec().getNodeName())
                .withNewTargetRef()
                .withKind("Pod")
                .withNamespace(ObjectFields.namespace(pod))
                .withName(ObjectFields.name(pod))
                .endTargetRef()
                .build());
  }
}
