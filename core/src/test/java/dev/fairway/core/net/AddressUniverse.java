package dev.fairway.core.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * A row of cells somewhere in an address space, each a block of {@code 2^cellBits} addresses. A set
 * of cells is a {@link BitSet}: a model of address sets that is too simple to be wrong.
 */
record AddressUniverse(String name, IpFamily family, BigInteger base, int cellBits, int cells) {

  static final int CELLS = 96;

  /** Small worlds at the places where arithmetic on addresses goes wrong. */
  static List<AddressUniverse> all() {
    List<AddressUniverse> all = new ArrayList<>();
    all.add(new AddressUniverse("all of IPv4", IpFamily.IPV4, BigInteger.ZERO, 26, 64));
    all.add(new AddressUniverse("all of IPv6", IpFamily.IPV6, BigInteger.ZERO, 122, 64));
    for (IpFamily family : IpFamily.values()) {
      String in = " of " + family.text();
      int bits = family.bits();
      all.add(at("the first addresses" + in, family, BigInteger.ZERO, 0));
      all.add(at("the last addresses" + in, family, power(bits).subtract(count(CELLS)), 0));
      all.add(at("the sign bit" + in, family, power(bits - 1).subtract(count(41)), 0));
      all.add(at("an odd place" + in, family, power(bits - 4).add(count(13)), 0));
    }
    BigInteger high = power(61).multiply(power(64));
    all.add(at("the 64-bit boundary", IpFamily.IPV6, high.subtract(count(37)), 0));
    all.add(at("the sign bit of the low half", IpFamily.IPV6, high.add(power(63)), 0));
    all.add(at("blocks over the 64-bit boundary", IpFamily.IPV6, high, 62));
    all.add(at("blocks of half a half", IpFamily.IPV6, high.subtract(power(63)), 63));
    all.add(at("blocks of a whole half", IpFamily.IPV6, high, 64));
    return all;
  }

  private static AddressUniverse at(String name, IpFamily family, BigInteger base, int cellBits) {
    return new AddressUniverse(name, family, base, cellBits, CELLS);
  }

  private static BigInteger power(int bits) {
    return BigInteger.ONE.shiftLeft(bits);
  }

  private static BigInteger count(int value) {
    return BigInteger.valueOf(value);
  }

  BigInteger first(int cell) {
    return base.add(count(cell).shiftLeft(cellBits));
  }

  /** The block of one cell. */
  IpPrefix cell(int cell) {
    return block(first(cell), cellBits);
  }

  /** The block of {@code 2^suffix} addresses from there on. */
  IpPrefix block(BigInteger first, int suffix) {
    int length = family.bits() - suffix;
    return family == IpFamily.IPV4
        ? new Ipv4Prefix(first.intValue(), length)
        : new Ipv6Prefix(first.shiftRight(64).longValue(), first.longValue(), length);
  }

  /** True where a number is the address of this family. */
  boolean isAddress(BigInteger number) {
    return number.signum() >= 0 && number.bitLength() <= family.bits();
  }

  PrefixSet set(BitSet model) {
    return PrefixSet.of(family, model.stream().mapToObj(this::cell).toList());
  }

  /** The same set from blocks that overlap and repeat themselves, in any order. */
  PrefixSet setOtherwise(BitSet model, Random random) {
    List<IpPrefix> blocks = new ArrayList<>(model.stream().mapToObj(this::cell).toList());
    blocks.addAll(minimal(model));
    blocks.addAll(blocks.subList(0, blocks.size() / 2));
    Collections.shuffle(blocks, random);
    return PrefixSet.of(family, blocks);
  }

  /** A set with runs and holes of many lengths. */
  BitSet random(Random random) {
    BitSet model = new BitSet(cells);
    int longest = 1 << random.nextInt(6);
    boolean in = random.nextBoolean();
    for (int at = 0; at < cells; in = !in) {
      int end = Math.min(cells, at + 1 + random.nextInt(longest));
      model.set(at, end, in);
      at = end;
    }
    return model;
  }

  /** Joins two halves of one block for as long as there are any: the shortest list there is. */
  List<IpPrefix> minimal(BitSet model) {
    List<IpPrefix> minimal = new ArrayList<>();
    TreeSet<BigInteger> blocks = new TreeSet<>();
    model.stream().forEach(cell -> blocks.add(first(cell)));
    for (int suffix = cellBits; !blocks.isEmpty(); suffix++) {
      TreeSet<BigInteger> joined = new TreeSet<>();
      for (BigInteger first : blocks) {
        boolean upper = first.testBit(suffix);
        boolean paired = suffix < family.bits() && blocks.contains(first.flipBit(suffix));
        if (!paired) {
          minimal.add(block(first, suffix));
        } else if (!upper) {
          joined.add(first);
        }
      }
      blocks.clear();
      blocks.addAll(joined);
    }
    Collections.sort(minimal);
    return minimal;
  }

  @Override
  public String toString() {
    return name;
  }
}
