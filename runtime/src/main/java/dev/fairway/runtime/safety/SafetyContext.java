package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.runtime.safety.PodLookup.MissingAddress;
import dev.fairway.runtime.safety.PodLookup.Sight;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The circumstances of a step.
 *
 * @param settings the limits
 * @param now the time since the process began
 * @param sights what is known of the pods at missing addresses
 * @param holds asked for holds and approvals
 */
record SafetyContext(
    SafetySettings settings, Duration now, Map<MissingAddress, Sight> sights, HoldRegister holds) {

  Sight sight(IpPrefix address, Optional<ServiceKey> service, Optional<String> pod) {
    return sights.getOrDefault(new MissingAddress(address, service, pod), Sight.UNKNOWN);
  }
}
