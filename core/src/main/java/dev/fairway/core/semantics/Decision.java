package dev.fairway.core.semantics;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
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
      boolean atDestination,
      Treatment declared,
      Treatment wanted)
      implements Decision {}
}
