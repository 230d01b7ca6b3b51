package dev.fairway.catalyst.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The numbering of the sequences of a data policy in their order. A sequence keeps its id wherever
 * that fits; a foreign one loses it only where there is no room otherwise.
 */
final class SequenceNumbering {

  private static final int END = 65_535;

  /** Room between two sequences, as the Manager's own pages leave it. */
  private static final int STEP = 10;

  /**
   * A sequence that gets an id.
   *
   * @param current the id that it has; 0 for none
   * @param foreign true where it is no rule of Fairway's
   */
  record SequenceSlot(int current, boolean foreign) {}

  private SequenceNumbering() {}

  /** Ascending ids, one for each. O(n²) in the sequences of one run without foreign ones. */
  static List<Integer> of(List<SequenceSlot> slots) {
    return aroundForeign(slots).orElseGet(() -> renumbered(slots.size()));
  }

  private static List<Integer> renumbered(int count) {
    int step = (long) count * STEP < END ? STEP : 1;
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(1 + i * step);
    }
    return ids;
  }

  private static Optional<List<Integer>> aroundForeign(List<SequenceSlot> slots) {
    List<Integer> ids = new ArrayList<>();
    List<Integer> run = new ArrayList<>();
    int low = 0;
    for (SequenceSlot slot : slots) {
      if (!slot.foreign()) {
        run.add(slot.current());
        continue;
      }
      int high = slot.current();
      if (high <= low || high >= END || !fill(run, low, high, ids)) {
        return Optional.empty();
      }
      ids.add(high);
      run.clear();
      low = high;
    }
    return fill(run, low, END, ids) ? Optional.of(ids) : Optional.empty();
  }

  /** Adds ids for a run between two bounds; false where they do not fit. */
  private static boolean fill(List<Integer> run, int low, int high, List<Integer> ids) {
    List<Integer> kept = longestAscending(run, low, high);
    return fillAround(kept, run, low, high, ids) || between(run.size(), low, high, ids);
  }

  private static boolean fillAround(
      List<Integer> kept, List<Integer> run, int low, int high, List<Integer> ids) {
    List<Integer> filled = new ArrayList<>();
    int bound = low;
    int open = 0;
    for (int i = 0; i < run.size(); i++) {
      if (!kept.contains(i)) {
        open++;
        continue;
      }
      if (!between(open, bound, run.get(i), filled)) {
        return false;
      }
      bound = run.get(i);
      filled.add(bound);
      open = 0;
    }
    if (!between(open, bound, high, filled)) {
      return false;
    }
    ids.addAll(filled);
    return true;
  }

  private static boolean between(int count, int low, int high, List<Integer> ids) {
    if (high - low - 1 < count) {
      return false;
    }
    int first = low == 0 ? 1 : low + STEP;
    boolean roomy = high == END && (long) first + (long) count * STEP < END;
    for (int i = 0; i < count; i++) {
      ids.add(roomy ? first + i * STEP : low + (int) ((i + 1L) * (high - low) / (count + 1)));
    }
    return true;
  }

  /** The positions in the run of a longest ascending choice of ids within the bounds. */
  private static List<Integer> longestAscending(List<Integer> run, int low, int high) {
    int[] length = new int[run.size()];
    int[] before = new int[run.size()];
    int best = -1;
    for (int i = 0; i < run.size(); i++) {
      before[i] = -1;
      if (run.get(i) <= low || run.get(i) >= high) {
        continue;
      }
      length[i] = 1;
      for (int j = 0; j < i; j++) {
        if (length[j] >= length[i] && length[j] > 0 && run.get(j) < run.get(i)) {
          length[i] = length[j] + 1;
          before[i] = j;
        }
      }
      best = best < 0 || length[i] > length[best] ? i : best;
    }
    List<Integer> positions = new ArrayList<>();
    for (int at = best; at >= 0; at = before[at]) {
      positions.add(at);
    }
    Collections.reverse(positions);
    return positions;
  }
}
