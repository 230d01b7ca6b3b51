package dev.fairway.catalyst.codec;

import dev.fairway.core.net.Segment;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The service VPN of each segment. Rules never share a definition between two of them.
 *
 * @param numbers 1 to 65530 without 512, each once
 */
public record SegmentVpns(SortedMap<Segment, Integer> numbers) {

  private static final int MANAGEMENT = 512;
  private static final int HIGHEST = 65_530;

  /**
   * Copies; refuses the transport VPN 0, the management VPN 512, a number that stands twice, and
   * segments whose names cannot be told apart on the Manager.
   */
  public SegmentVpns {
    numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    Map<Integer, Segment> taken = new TreeMap<>();
    for (Map.Entry<Segment, Integer> entry : numbers.entrySet()) {
      int vpn = entry.getValue();
      if (vpn < 1 || vpn > HIGHEST || vpn == MANAGEMENT) {
        throw new IllegalArgumentException(
            "segment '" + entry.getKey() + "' is VPN " + vpn + ", not 1 to 65530 without 512");
      }
      Segment other = taken.put(vpn, entry.getKey());
      if (other != null) {
        throw new IllegalArgumentException(
            "segments '" + other + "' and '" + entry.getKey() + "' are both VPN " + vpn);
      }
    }
    CatalystNames.requireDistinct(numbers.keySet());
  }

  /**
   * The number of a segment.
   *
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED} where no VPN was named for it
   */
  public int vpn(Segment segment) {
    Integer number = numbers.get(segment);
    if (number == null) {
      throw new BackendException(
          ErrorKind.UNSUPPORTED,
          "segment '" + segment + "' is no VPN of this fabric; known: " + numbers.keySet());
    }
    return number;
  }

  /** The segment of a number as the Manager writes it. */
  Optional<Segment> segment(String vpn) {
    return numbers.entrySet().stream()
        .filter(entry -> entry.getValue().toString().equals(vpn))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
