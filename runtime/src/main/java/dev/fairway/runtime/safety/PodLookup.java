package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The source of what is known of the pods at addresses that a cluster does not list any more. Asked
 * in the thread of a sync, before anything is decided.
 */
public interface PodLookup {

  /** A source that knows nothing. */
  PodLookup NONE = addresses -> Map.of();

  /**
   * An address that is missing.
   *
   * @param address the address
   * @param service the Service that had it; empty where nobody remembers
   * @param pod {@code namespace/name} of its pod, where it is known
   */
  record MissingAddress(IpPrefix address, Optional<ServiceKey> service, Optional<String> pod) {}

  /** What the pods tell of a missing address. */
  enum Sight {
    /**
     * The pod of the endpoint, or where none is known some pod, has the address and has not ended;
     * where the Service is known, it still selects the pod.
     */
    THERE,
    /** The pod of the endpoint has ended, has another address, or is not selected any more. */
    ENDED,
    /** Another pod has the address. */
    TAKEN,
    /** No pod has the address. */
    NOBODY,
    /** The pods could not be read, or not in time. */
    UNKNOWN
  }

  /**
   * What is known of these addresses; one that is left out is {@link Sight#UNKNOWN}. Returns within
   * a few seconds and never throws. The addresses of the last call are the ones that the source may
   * watch, and it asks for a sync by itself when the answer to one of them changes.
   */
  Map<MissingAddress, Sight> look(Collection<MissingAddress> addresses);

  /**
   * When the address was first seen with another pod than that of the Service, by {@code
   * System.nanoTime}: in an answer of {@link #look}, or in a slice of another Service. Sends
   * nothing, and may be asked of an address that no call of {@link #look} named, such as one whose
   * departure was seen. Empty where no reuse was seen, or the Service has listed the address again
   * since.
   */
  default OptionalLong reusedSince(MissingAddress address) {
    return OptionalLong.empty();
  }
}
