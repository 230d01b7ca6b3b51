package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.runtime.safety.SafetyBaseline.Remembered;
import java.util.HashMap;
import java.util.Map;

/**
 * Which tuples of a Service may go without a word: all of them where the Service is gone or asks
 * for nothing any more, and those at addresses that were seen to terminate while it keeps others.
 */
final class Explanations {

  private final Map<ServiceKey, ResolvedService> now = new HashMap<>();

  Explanations(ResolvedCluster cluster) {
    cluster.services().forEach(service -> now.put(service.key(), service));
  }

  /** True where it is known why that Service no longer has that address. */
  boolean explains(ServiceKey key, Remembered before, IpPrefix address) {
    ResolvedService service = now.get(key);
    if (service == null || service.declaration() instanceof Declaration.Absent) {
      return true;
    }
    return !service.claims().isEmpty() && before.terminating().contains(address);
  }
}
