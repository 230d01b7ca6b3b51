package dev.fairway.core.translate;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.resolve.ClaimedAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The claims on the addresses of one segment and family: added in the order in which claims win,
 * read address by address, living ones first, retained ones last. Not thread-safe.
 */
final class ClaimsByAddress {

  /** The number of bits of an index; above it come two of the state. */
  private static final int INDEX_BITS = 30;

  private static final long INDEX = (1L << INDEX_BITS) - 1;

  private ClaimedAddress[] addresses = new ClaimedAddress[16];
  private Claim[] claims = new Claim[16];
  private int size;

  void add(ClaimedAddress address, Claim claim) {
    if (size == claims.length) {
      addresses = Arrays.copyOf(addresses, size * 2);
      claims = Arrays.copyOf(claims, size * 2);
    }
    addresses[size] = address;
    claims[size] = claim;
    size++;
  }

  /** A reader of the claims on one address after the other. */
  interface Visitor {

    /** The next claim on an address; the winning claim of an address comes first. */
    void claim(ClaimedAddress address, Claim claim);

    /** The end of the claims on an address, with its place as the winning claim has it. */
    void end(ClaimedAddress winning);
  }

  void read(Visitor visitor) {
    int[] order = order();
    int winning = 0;
    for (int i = 0; i < size; i++) {
      ClaimedAddress address = addresses[order[i]];
      visitor.claim(address, claims[order[i]]);
      if (i + 1 == size || !address.address().equals(addresses[order[i + 1]].address())) {
        visitor.end(addresses[order[winning]]);
        winning = i + 1;
      }
    }
  }

  /** The indexes, by address, then by state, then in the order of adding. */
  private int[] order() {
    if (size == 0 || !(address(0) instanceof Ipv4Prefix)) {
      return IntStream.range(0, size)
          .boxed()
          .sorted(
              Comparator.<Integer, IpPrefix>comparing(this::address)
                  .thenComparing(index -> addresses[index].life()))
          .mapToInt(Integer::intValue)
          .toArray();
    }
    // Address, state and index in one long, so that a primitive sort keeps the order:
    // TranslateBenchmark.
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      long state = (long) addresses[i].life().ordinal() << INDEX_BITS;
      keys[i] = (long) ((Ipv4Prefix) address(i)).bits() << 32 | state | i;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    Arrays.setAll(order, i -> (int) (keys[i] & INDEX));
    return order;
  }

  private IpPrefix address(int index) {
    return addresses[index].address();
  }
}
