package dev.fairway.catalyst.simulator.model.traffic;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The path of a packet.
 *
 * @param fate which of the three
 * @param colors the colours it may leave by, where policy chose some
 */
public record SimulatedPath(Fate fate, SortedSet<String> colors) {

  /** What becomes of packets. */
  public enum Fate {
    /** It leaves by one of the colours. */
    OVER,
    /** It goes nowhere. */
    DROPPED,
    /** It leaves as routing says. */
    ANY
  }

  /** Copies. */
  public SimulatedPath {
    colors = Collections.unmodifiableSortedSet(new TreeSet<>(colors));
  }

  static SimulatedPath over(Set<String> colors) {
    return new SimulatedPath(Fate.OVER, new TreeSet<>(colors));
  }

  static SimulatedPath dropped() {
    return new SimulatedPath(Fate.DROPPED, new TreeSet<>());
  }

  static SimulatedPath any() {
    return new SimulatedPath(Fate.ANY, new TreeSet<>());
  }
}
