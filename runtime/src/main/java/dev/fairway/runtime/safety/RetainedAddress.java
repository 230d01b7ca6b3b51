package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * An address that keeps rules although nothing asks for them any more, because no reason was seen.
 *
 * <p>Order: by Service, those that nobody remembers first, then by address.
 *
 * @param service the Service that had it; empty where nobody remembers
 * @param address the address
 * @param since when it was missed first, since the process began
 * @param until when it loses its rules, if nothing else happens; empty: while it is seen to be
 *     somebody's, or until the hold ends
 * @param hold the hold that keeps it; empty: its retention
 */
public record RetainedAddress(
    Optional<ServiceKey> service,
    IpPrefix address,
    Duration since,
    Optional<Duration> until,
    Optional<String> hold)
    implements Comparable<RetainedAddress> {

  private static final Comparator<RetainedAddress> ORDER =
      Comparator.comparing(
              (RetainedAddress retained) -> retained.service.map(ServiceKey::toString).orElse(""))
          .thenComparing(RetainedAddress::address);

  @Override
  public int compareTo(RetainedAddress other) {
    return ORDER.compare(this, other);
  }
}
