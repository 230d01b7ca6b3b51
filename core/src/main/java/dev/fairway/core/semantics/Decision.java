package dev.fairway.core.semantics;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.PortClaim;
import java.util.Optional;

/** The decision of the intents of a fleet about one packet. */
public sealed interface Decision {

  /** The treatment of the packet; empty where no intent applies, or where it crosses no WAN. */
  default Optional<Treatment> treatment() {
    return this instanceof Treated treated ? Optional.of(treated.wanted) : Optional.empty();
  }

  /** The packet stays within a site; nothing is claimed about it. */
  record Local() implements Decision {}

  /** No Service claims the packet; it is left alone. */
  record Unclaimed() implements Decision {}

  /**
   * A Service claims the packet.
   *
   * @param owner the owner whose partition of the policy applies
   * @param service the Service whose claim applies
   * @param port the claimed port
   * @param kind the kind of the claimed address
   * @param atDestination true where the claim is on the packet's destination, false where it is on
   *     its source
   * @param declared the treatment that the Service declares for the port
   * @param wanted what the declared treatment comes to for this packet's peer: {@link
   *     Treatment#DROP}, or the rest of it over the transports chosen for the two sites
   */
  record Treated(
      OwnerId owner,
      ServiceKey service,
      AddressPort port,
      Endpoint.Kind kind,
      boolean atDestination,
      Treatment declared,
      Treatment wanted)
      implements Decision {

    /**
     * True where a Service asks for another treatment of the packet than it has, so that it is in
     * conflict with the one whose claim applies.
     *
     * <p>A claim on one port asks for the packets of that port, whoever sends them; not for those
     * that come from there and are another Service's at their other end, which needs a client that
     * sends from the very port that a Service listens on. A claim on all ports asks for every
     * packet to and from its pods, but for those of ports that others publish: a virtual address's,
     * and a node port. At another address those are for clients outside of the cluster: where a pod
     * sends to one, the proxy of its node puts the address of a pod in its place before the packet
     * reaches the WAN, and that packet is asked for. At an address that the pods share with their
     * node the proxy takes them before the pods do; at a pod's own address they are the pod's, and
     * lost.
     *
     * @param asking a Service other than the one whose claim applies
     * @param claim its claim at one end of the packet
     * @param claimAtDestination true where that end is the destination
     */
    public boolean isTakenFrom(ServiceKey asking, PortClaim claim, boolean claimAtDestination) {
      if (asking.equals(service) || claim.treatment().equals(wanted)) {
        return false;
      }
      boolean sameEnd = claimAtDestination == atDestination;
      boolean published = !kind.hasAllPorts();
      return claim.port().isAll()
          ? !published || sameEnd && claim.kind() == Endpoint.Kind.POD
          : sameEnd;
    }
  }
}
