package dev.fairway.catalyst.simulator.model.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of sites or VPNs.
 *
 * @param ranges in any order; they may overlap
 */
public record NumberRanges(List<NumberRange> ranges) {

  /** From the first to the last, both included. */
  public record NumberRange(long first, long last) {}

  /** Copies. */
  public NumberRanges {
    ranges = List.copyOf(ranges);
  }

  /** Reads {@code 10} and {@code 20-29}. */
  static NumberRanges of(List<String> texts) {
    List<NumberRange> ranges = new ArrayList<>();
    for (String text : texts) {
      String[] ends = text.split("-", -1);
      ranges.add(new NumberRange(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])));
    }
    return new NumberRanges(ranges);
  }

  boolean contains(long number) {
    return ranges.stream().anyMatch(one -> one.first() <= number && number <= one.last());
  }

  boolean overlaps(NumberRanges other) {
    return ranges.stream()
        .anyMatch(
            mine ->
                other.ranges.stream()
                    .anyMatch(one -> mine.first() <= one.last() && one.first() <= mine.last()));
  }
}
