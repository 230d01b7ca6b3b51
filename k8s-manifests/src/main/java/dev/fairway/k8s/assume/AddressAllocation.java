package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The allocation of an address of its own to each claim, such that the claims of one workload
 * hardly ever depend on those of another.
 *
 * <p>Every claim asks for the place that its hash names. Where several ask for the same one the
 * first in order has it, and the others ask again in the next round, with another hash. So a
 * workload that is added moves an address of another only where their hashes meet and it comes
 * first; in a pool of n addresses that happens to one of n pairs of pods. What found none after
 * {@value #ROUNDS} rounds (the pool is nearly full) takes the next free place after its hash, or
 * stays without.
 */
final class AddressAllocation {

  /**
   * A claim of an address, by a pod of a workload or the node of a site. Order: nodes first, then
   * by workload, site, index, family.
   *
   * @param workload {@code namespace/kind/name}; empty for the node of the site
   * @param site where
   * @param index 0 for the first pod there
   * @param family which
   */
  record AddressClaim(String workload, SiteId site, int index, IpFamily family)
      implements Comparable<AddressClaim> {

    private static final Comparator<AddressClaim> ORDER =
        Comparator.comparing(AddressClaim::workload)
            .thenComparing(AddressClaim::site)
            .thenComparingInt(AddressClaim::index)
            .thenComparing(AddressClaim::family);

    static AddressClaim node(SiteId site, IpFamily family) {
      return new AddressClaim("", site, 0, family);
    }

    /** The seed of the hash of an attempt. */
    String seed(int attempt) {
      return workload + "/" + site + "/" + index + "#" + attempt;
    }

    @Override
    public int compareTo(AddressClaim other) {
      return ORDER.compare(this, other);
    }
  }

  private static final int ROUNDS = 64;
  private static final long LONGEST_SEARCH = 65_536;
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final List<Network> networks;
  private final Set<IpPrefix> taken;
  private final Map<SiteId, Map<IpFamily, Optional<AddressPool>>> pools = new HashMap<>();
  private final Map<AddressClaim, IpPrefix> given = new HashMap<>();

  /** Pools that were searched from end to end in vain. */
  private final Set<AddressPool> full = new HashSet<>();

  private AddressAllocation(List<Network> networks, Collection<IpPrefix> reserved) {
    this.networks = networks;
    this.taken = new HashSet<>(reserved);
  }

  /**
   * Serves the claims, in any order.
   *
   * @param networks where addresses may lie
   * @param reserved addresses that are in use already
   */
  static AddressAllocation of(
      Collection<AddressClaim> claims, List<Network> networks, Collection<IpPrefix> reserved) {
    AddressAllocation allocation = new AddressAllocation(networks, reserved);
    SortedSet<AddressClaim> waiting = new TreeSet<>(claims);
    waiting.removeIf(claim -> allocation.pool(claim.site(), claim.family()).isEmpty());
    for (int round = 0; round < ROUNDS && !waiting.isEmpty(); round++) {
      int attempt = round;
      waiting.removeIf(claim -> allocation.ask(claim, attempt));
    }
    waiting.forEach(allocation::search);
    return allocation;
  }

  /** The address of the claim; empty where its site has no network of the family, or no room. */
  Optional<IpPrefix> address(AddressClaim claim) {
    return Optional.ofNullable(given.get(claim));
  }

  /** The pool of a site and family; empty where the site has no network of the family. */
  Optional<AddressPool> pool(SiteId site, IpFamily family) {
    return pools
        .computeIfAbsent(site, absent -> new HashMap<>())
        .computeIfAbsent(family, absent -> AddressPool.of(site, family, networks));
  }

  /** The claims among those given that have a pool and found no room in it, in order. */
  List<AddressClaim> withoutRoom(Collection<AddressClaim> claims) {
    return new TreeSet<>(claims)
        .stream()
            .filter(claim -> pool(claim.site(), claim.family()).isPresent())
            .filter(claim -> !given.containsKey(claim))
            .toList();
  }

  private boolean ask(AddressClaim claim, int attempt) {
    AddressPool pool = pool(claim.site(), claim.family()).orElseThrow();
    return take(claim, pool.address(hash(claim.seed(attempt), pool.size())));
  }

  private void search(AddressClaim claim) {
    AddressPool pool = pool(claim.site(), claim.family()).orElseThrow();
    if (full.contains(pool)) {
      return;
    }
    long start = hash(claim.seed(0), pool.size());
    long steps = Math.min(pool.size(), LONGEST_SEARCH);
    for (long step = 0; step < steps; step++) {
      if (take(claim, pool.address((start + step) % pool.size()))) {
        return;
      }
    }
    if (steps == pool.size()) {
      full.add(pool);
    }
  }

  /**
   * A hash that is the same in every process and release: FNV-1a, then mixed.
   *
   * @return 0 to {@code bound - 1}, spread evenly over texts
   */
  private static long hash(String text, long bound) {
    long hash = OFFSET_BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    // FNV leaves the last characters in the low bits; texts here differ in just those.
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return Long.remainderUnsigned(hash ^ (hash >>> 32), bound);
  }

  private boolean take(AddressClaim claim, Optional<IpPrefix> address) {
    if (address.isEmpty() || !taken.add(address.get())) {
      return false;
    }
    given.put(claim, address.get());
    return true;
  }
}
