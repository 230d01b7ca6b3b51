package dev.fairway.core.translate;

import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.resolve.ClaimedAddress;
import java.util.Arrays;

/**
 * The addresses of one segment and family that claims name, with the claim that names each: filled
 * in the order in which claims win, read address by address.
 */
final class ClaimsByAddress {

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

  /** Takes the claims of one address after the other. */
  interface Reader {

    /** A claim that names the address; the winning claim of an address comes first. */
    void claim(ClaimedAddress address, Claim claim);

    /** There is no further claim on the address. */
    void end(ClaimedAddress address);
  }

  void read(Reader reader) {
    if (size > 0 && addresses[0].address() instanceof Ipv4Prefix) {
      readIpv4(reader);
    } else {
      readSorted(reader);
    }
  }

  /**
   * Address and place in one long, so that a primitive sort keeps the order: TranslateBenchmark.
   */
  private void readIpv4(Reader reader) {
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (long) ((Ipv4Prefix) addresses[i].address()).bits() << 32 | i;
    }
    Arrays.sort(keys);
    for (int i = 0; i < size; i++) {
      int at = (int) keys[i];
      reader.claim(addresses[at], claims[at]);
      if (i + 1 == size || keys[i] >>> 32 != keys[i + 1] >>> 32) {
        reader.end(addresses[at]);
      }
    }
  }

  private void readSorted(Reader reader) {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> addresses[a].address().compareTo(addresses[b].address()));
    for (int i = 0; i < size; i++) {
      ClaimedAddress here = addresses[order[i]];
      reader.claim(here, claims[order[i]]);
      if (i + 1 == size || !here.address().equals(addresses[order[i + 1]].address())) {
        reader.end(here);
      }
    }
  }
}
