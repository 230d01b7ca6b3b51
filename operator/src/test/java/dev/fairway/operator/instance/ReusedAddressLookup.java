package dev.fairway.operator.instance;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.runtime.safety.PodLookup;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A source that knows of addresses which other pods have, and of no other. */
final class ReusedAddressLookup implements PodLookup {

  private final Map<IpPrefix, Long> seen = new ConcurrentHashMap<>();

  void add(String address, long nanoTime) {
    seen.put(IpPrefix.parse(address), nanoTime);
  }

  @Override
  public Map<MissingAddress, Sight> look(Collection<MissingAddress> addresses) {
    return addresses.stream()
        .filter(missing -> seen.containsKey(missing.address()))
        .collect(Collectors.toMap(Function.identity(), missing -> Sight.TAKEN));
  }

  @Override
  public OptionalLong reusedSince(MissingAddress address) {
    Long time = seen.get(address.address());
    return time == null ? OptionalLong.empty() : OptionalLong.of(time);
  }
}
