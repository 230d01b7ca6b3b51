package dev.fairway.runtime.safety;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.IpPrefix;
import java.util.Optional;

/**
 * One pod.
 *
 * @param service the Service that selects it; empty text: none
 * @param ended true where it has ended and its object is still there
 * @param terminating true while it shuts down
 */
record SafetyPod(
    String name,
    IpPrefix address,
    String node,
    String service,
    boolean ended,
    boolean terminating) {

  SafetyPod withTerminating() {
    return new SafetyPod(name, address, node, service, ended, true);
  }

  SafetyPod withEnded() {
    return new SafetyPod(name, address, node, service, true, terminating);
  }

  /** The endpoint that a slice lists. */
  Endpoint endpoint() {
    Endpoint.State state =
        terminating ? new Endpoint.State(false, true, true) : Endpoint.State.READY;
    return new Endpoint(
        address,
        Optional.of(SafetyCluster.site(address)),
        Endpoint.Kind.POD,
        state,
        Optional.empty(),
        Optional.of("shop/" + name),
        Optional.of(node),
        true);
  }
}
