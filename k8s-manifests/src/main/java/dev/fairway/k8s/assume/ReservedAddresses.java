package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.PodIP;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses that something real has already. */
final class ReservedAddresses {

  private ReservedAddresses() {}

  static Set<IpPrefix> in(KubernetesObjects objects) {
    Stream<String> slices =
        objects.endpointSlices().stream()
            .flatMap(slice -> ObjectFields.list(slice.getEndpoints()).stream())
            .flatMap(endpoint -> ObjectFields.list(endpoint.getAddresses()).stream());
    Stream<String> pods =
        objects.pods().stream()
            .filter(pod -> pod.getStatus() != null)
            .flatMap(pod -> ObjectFields.list(pod.getStatus().getPodIPs()).stream())
            .map(PodIP::getIp);
    Stream<String> nodes =
        objects.nodes().stream()
            .filter(node -> node.getStatus() != null)
            .flatMap(node -> ObjectFields.list(node.getStatus().getAddresses()).stream())
            .map(NodeAddress::getAddress);
    return Stream.of(slices, pods, nodes)
        .flatMap(texts -> texts)
        .flatMap(text -> IpPrefix.tryParse(ObjectFields.text(text)).stream())
        .filter(IpPrefix::isAddress)
        .collect(Collectors.toSet());
  }
}
