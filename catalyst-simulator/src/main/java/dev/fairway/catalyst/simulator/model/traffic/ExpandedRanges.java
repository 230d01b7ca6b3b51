package dev.fairway.catalyst.simulator.model.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of numbers of sites or VPNs.
 *
 * @param ranges in any order; they may overlap
 */
public record ExpandedRanges(List<NumberSpan> ranges) {

  /** From the first to the last, both included. */
  public record NumberSpan(long first, long last) {}

  /** Copies. */
  public ExpandedRanges {
    ranges = List.copyOf(ranges);
  }

  /** Reads {@code 10} and {@code 20-29}. */
  static ExpandedRanges of(List<String> texts) {
    List<NumberSpan> ranges = new ArrayList<>();
    for (String text : texts) {
      String[] ends = text.split("-", -1);
      ranges.add(new NumberSpan(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])));
    }
    return new ExpandedRanges(ranges);
  }

  /** True where the number is one of them. */
  public boolean contains(long number) {
    return ranges.stream().anyMatch(range -> range.first() <= number && number <= range.last());
  }

  boolean overlaps(ExpandedRanges other) {
    return ranges.stream()
        .anyMatch(
            mine ->
                other.ranges.stream()
                    .anyMatch(
                        range -> mine.first() <= range.last() && range.first() <= mine.last()));
  }
}
