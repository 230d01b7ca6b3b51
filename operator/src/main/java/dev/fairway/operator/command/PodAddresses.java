package dev.fairway.operator.command;

import dev.fairway.core.net.IpPrefix;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The addresses of pods, as their status has them. */
final class PodAddresses {

  private PodAddresses() {}

  /** By {@code namespace/name}; a pod without an address that can be read is left out. */
  static Map<String, List<IpPrefix>> of(List<Pod> pods) {
    Map<String, List<IpPrefix>> addresses = new TreeMap<>();
    for (Pod pod : pods) {
      List<IpPrefix> found =
          texts(pod).map(IpPrefix::tryParse).flatMap(Optional::stream).distinct().sorted().toList();
      if (!found.isEmpty()) {
        addresses.put(
            Objects.requireNonNullElse(pod.getMetadata().getNamespace(), "default")
                + "/"
                + pod.getMetadata().getName(),
            found);
      }
    }
    return addresses;
  }

  private static Stream<String> texts(Pod pod) {
    if (pod.getStatus() == null) {
      return Stream.of();
    }
    Stream<String> first = Stream.ofNullable(pod.getStatus().getPodIP());
    return pod.getStatus().getPodIPs() == null
        ? first
        : Stream.concat(
            first, pod.getStatus().getPodIPs().stream().map(PodIP::getIp).filter(Objects::nonNull));
  }
}
