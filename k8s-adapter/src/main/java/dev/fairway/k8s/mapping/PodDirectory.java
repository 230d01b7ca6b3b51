package dev.fairway.k8s.mapping;

import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The Pods of a cluster, where they were read: which of them live in their host's network. */
public final class PodDirectory {

  private final Set<String> inHostNetwork = new HashSet<>();

  /** Reads the Pods, in any order; may be none. */
  public PodDirectory(Collection<Pod> pods) {
    for (Pod pod : pods) {
      if (pod.getSpec() != null && Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
        inHostNetwork.add(Parts.namespace(pod) + "/" + Parts.name(pod));
      }
    }
  }

  /**
   * True where the Pod is known to live in its host's network.
   *
   * @param pod {@code namespace/name}
   */
  public boolean inHostNetwork(String pod) {
    return inHostNetwork.contains(pod);
  }
}
