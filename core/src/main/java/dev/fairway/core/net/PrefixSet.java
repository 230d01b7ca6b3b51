package dev.fairway.core.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of IP addresses of one family, with address aggregation. Two sets are equal where they hold
 * the same addresses, however they were made, and {@link #prefixes()} is the one shortest list of
 * prefixes that covers exactly those: no address is ever added to shorten it.
 *
 * <p>Immutable. Kept as sorted intervals that neither overlap nor touch, in primitive arrays: 16
 * bytes an interval for IPv4, 32 for IPv6. Building is O(n log n) in prefixes, {@link #contains}
 * O(log n), the algebra O(n + m). {@link #union}, {@link #intersection} and {@link #minus} throw
 * {@link IllegalArgumentException} for a set of the other family.
 */
public final class PrefixSet {

  private final IpFamily family;
  private final Intervals intervals;

  PrefixSet(IpFamily family, Intervals intervals) {
    this.family = family;
    this.intervals = intervals;
  }

  /** The set without an address. */
  public static PrefixSet empty(IpFamily family) {
    return new PrefixSet(family, Intervals.NONE);
  }

  /**
   * The addresses of the prefixes given: at least one, all of one family.
   *
   * @throws IllegalArgumentException where there is none, or both families
   */
  public static PrefixSet of(IpPrefix... prefixes) {
    return of(Arrays.asList(prefixes));
  }

  /**
   * The addresses of the prefixes given: at least one, all of one family, in any order.
   *
   * @throws IllegalArgumentException where there is none, or both families
   */
  public static PrefixSet of(Collection<? extends IpPrefix> prefixes) {
    if (prefixes.isEmpty()) {
      throw new IllegalArgumentException("no prefix, so no family: use empty(family)");
    }
    return of(prefixes.iterator().next().family(), prefixes);
  }

  /**
   * The addresses of the prefixes given, all of the family named, in any order; may be none.
   *
   * @throws IllegalArgumentException where a prefix is of the other family
   */
  public static PrefixSet of(IpFamily family, Collection<? extends IpPrefix> prefixes) {
    return new PrefixSet(family, Intervals.of(family, prefixes));
  }

  /**
   * Reads what {@link #toString()} writes for a set that is not empty: prefixes separated by
   * commas. As strict as {@link IpPrefix#parse}, but for IPv4-mapped prefixes in IPv6 notation,
   * which the algebra can leave over.
   *
   * @throws IllegalArgumentException where a part is not a prefix, or both families are there
   */
  public static PrefixSet parse(String text) {
    return of(Arrays.stream(text.split(",", -1)).map(PrefixText::parseWritten).toList());
  }

  /** The family of every address in the set. */
  public IpFamily family() {
    return family;
  }

  /** True where the set holds no address. */
  public boolean isEmpty() {
    return intervals.size() == 0;
  }

  /** True where every address of the prefix is in the set. Allocates nothing. */
  public boolean contains(IpPrefix prefix) {
    return prefix.family() == family && intervals.contains(prefix);
  }

  /** True where every address of {@code other} is in this set. */
  public boolean covers(PrefixSet other) {
    return other.isEmpty() || (family == other.family && other.minus(this).isEmpty());
  }

  /** True where an address is in both sets. */
  public boolean intersects(PrefixSet other) {
    return family == other.family && !intersection(other).isEmpty();
  }

  /** The addresses in either set. */
  public PrefixSet union(PrefixSet other) {
    requireSameFamily(other);
    return new PrefixSet(family, intervals.union(other.intervals));
  }

  /** The addresses in both sets. */
  public PrefixSet intersection(PrefixSet other) {
    requireSameFamily(other);
    return new PrefixSet(family, intervals.intersection(other.intervals));
  }

  /** The addresses of this set that are not in the other. */
  public PrefixSet minus(PrefixSet other) {
    requireSameFamily(other);
    return new PrefixSet(family, intervals.minus(other.intervals));
  }

  /**
   * The shortest list of prefixes that covers exactly this set, ascending. O(size of the answer).
   */
  public List<IpPrefix> prefixes() {
    List<IpPrefix> prefixes = new ArrayList<>(intervals.size());
    intervals.prefixes(family, prefixes);
    return Collections.unmodifiableList(prefixes);
  }

  /** The length of {@link #prefixes()}. */
  public int prefixCount() {
    return intervals.prefixCount(family);
  }

  /** The number of addresses; {@link Long#MAX_VALUE} where there are more. */
  public long addressCount() {
    return intervals.addressCount();
  }

  /**
   * The lowest address.
   *
   * @throws IllegalStateException where the set is empty
   */
  public IpPrefix firstAddress() {
    if (isEmpty()) {
      throw new IllegalStateException("an empty set has no first address");
    }
    return intervals.first(family);
  }

  private void requireSameFamily(PrefixSet other) {
    if (family != other.family) {
      throw new IllegalArgumentException("a set of " + family + " with one of " + other.family);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrefixSet that
        && family == that.family
        && intervals.sameAs(that.intervals);
  }

  @Override
  public int hashCode() {
    return family.bits() + 31 * intervals.hash();
  }

  /** {@code 10.0.0.0/24,10.0.2.7/32}: what {@link #parse} reads; empty for the empty set. */
  @Override
  public String toString() {
    return prefixes().stream().map(IpPrefix::toString).collect(Collectors.joining(","));
  }
}
