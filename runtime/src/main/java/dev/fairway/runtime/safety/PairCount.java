package dev.fairway.runtime.safety;

import dev.fairway.core.net.IpPrefix;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/** Counts pairs of a port group and an address, each once. Groups are told apart by identity. */
final class PairCount {

  private final IdentityHashMap<AddressPortGroup, Set<IpPrefix>> pairs = new IdentityHashMap<>();

  void add(AddressPortGroup group, IpPrefix address) {
    pairs.computeIfAbsent(group, one -> new HashSet<>()).add(address);
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  long count() {
    return pairs.values().stream().mapToLong(Set::size).sum();
  }
}
