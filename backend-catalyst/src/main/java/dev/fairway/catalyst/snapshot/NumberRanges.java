package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.PolicyList.SiteEntry;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.PolicyList.VpnEntry;
import dev.fairway.catalyst.wire.PolicyList.VpnList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of numbers as settings and lists write sites and VPNs: {@code 100, 200-299}. Sets of the
 * same numbers are equal, however they were written. Immutable.
 *
 * @param ranges ascending; no two of them touch
 */
public record NumberRanges(List<NumberRange> ranges) {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,10})(?:-([0-9]{1,10}))?");

  /** No number. */
  public static final NumberRanges NONE = new NumberRanges(List.of());

  /** All numbers of one range, both ends included. */
  public record NumberRange(long first, long last) {

    /** Refuses a range without a number. */
    public NumberRange {
      if (first < 0 || first > last) {
        throw new IllegalArgumentException("range " + first + "-" + last);
      }
    }

    @Override
    public String toString() {
      return first == last ? Long.toString(first) : first + "-" + last;
    }
  }

  /** Sorts, and joins what overlaps or touches. */
  public NumberRanges {
    List<NumberRange> joined = new ArrayList<>();
    for (NumberRange range :
        ranges.stream().sorted(Comparator.comparingLong(NumberRange::first)).toList()) {
      NumberRange before = joined.isEmpty() ? range : joined.get(joined.size() - 1);
      if (!joined.isEmpty() && range.first() <= before.last() + 1) {
        long last = Math.max(before.last(), range.last());
        joined.set(joined.size() - 1, new NumberRange(before.first(), last));
      } else {
        joined.add(range);
      }
    }
    ranges = List.copyOf(joined);
  }

  /** The numbers of these texts; empty where one of them is no number and no range. */
  public static Optional<NumberRanges> tryParse(Collection<String> texts) {
    List<NumberRange> ranges = new ArrayList<>();
    for (String text : texts) {
      Optional<NumberRange> range = range(text);
      if (range.isEmpty()) {
        return Optional.empty();
      }
      ranges.add(range.get());
    }
    return Optional.of(new NumberRanges(ranges));
  }

  /**
   * The numbers of a list of sites or VPNs; empty for any other list, and for an unreadable one.
   */
  public static Optional<NumberRanges> tryRead(PolicyList list) {
    if (list instanceof SiteList sites) {
      return tryParse(sites.entries().stream().map(SiteEntry::siteId).toList());
    }
    return list instanceof VpnList vpns
        ? tryParse(vpns.entries().stream().map(VpnEntry::vpn).toList())
        : Optional.empty();
  }

  private static Optional<NumberRange> range(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
    return first <= last ? Optional.of(new NumberRange(first, last)) : Optional.empty();
  }

  /** The union. */
  public NumberRanges with(NumberRanges other) {
    List<NumberRange> both = new ArrayList<>(ranges);
    both.addAll(other.ranges);
    return new NumberRanges(both);
  }

  /** The intersection. O(n x m) in the ranges, for lists of a size that users write. */
  public NumberRanges in(NumberRanges other) {
    List<NumberRange> both = new ArrayList<>();
    for (NumberRange mine : ranges) {
      for (NumberRange theirs : other.ranges) {
        long first = Math.max(mine.first(), theirs.first());
        long last = Math.min(mine.last(), theirs.last());
        if (first <= last) {
          both.add(new NumberRange(first, last));
        }
      }
    }
    return new NumberRanges(both);
  }

  /** True where there is no number in it. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** True where the text is one number, and in it. */
  public boolean contains(String number) {
    return !number.contains("-")
        && range(number)
            .filter(range -> !in(new NumberRanges(List.of(range))).isEmpty())
            .isPresent();
  }

  /** {@code 100, 200-299}. */
  @Override
  public String toString() {
    return ranges.stream().map(NumberRange::toString).collect(Collectors.joining(", "));
  }
}
