package dev.fairway.core.semantics;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
import java.util.Optional;

/** What the intents of a fleet say about one packet. */
public sealed interface Decision {

  /** What the packet is to be given; empty where nobody asked, or where no WAN is crossed. */
  Optional<Treatment> treatment();

  /** The packet stays within a site; nothing is claimed about it. */
  record Local() implements Decision {
    @Override
    public Optional<Treatment> treatment() {
      return Optional.empty();
    }
  }

  /** Nobody asked anything for it; it is left alone. */
  record Unclaimed() implements Decision {
    @Override
    public Optional<Treatment> treatment() {
      return Optional.empty();
    }
  }

  /**
   * Somebody asked.
   *
   * @param owner whose partition answers
   * @param service the Service whose tuple won
   * @param port the port of that tuple
   * @param atDestination true where the tuple is the packet's destination, false where it is its
   *     source
   * @param wanted what that Service wants for it
   */
  record Treated(
      OwnerId owner, ServiceKey service, AddressPort port, boolean atDestination, Treatment wanted)
      implements Decision {
    @Override
    public Optional<Treatment> treatment() {
      return Optional.of(wanted);
    }
  }
}
