package dev.fairway.catalyst.simulator;

import java.util.function.Predicate;

/** A fault for the n-th matching request, and for some after it. Guarded by its weather. */
final class FaultRule {

  private final Predicate<SimulatorRequest> match;
  private final SimulatedFault fault;
  private final long first;
  private final long last;
  private long seen;

  /**
   * A rule.
   *
   * @param first 1 for the next matching request
   */
  FaultRule(Predicate<SimulatorRequest> match, SimulatedFault fault, long first, long last) {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException(
          "matching requests " + first + " to " + last + ": must be at least one, from 1 on");
    }
    this.match = match;
    this.fault = fault;
    this.first = first;
    this.last = last;
  }

  /** Counts the request, if it matches; true where the fault befalls it. */
  boolean takes(SimulatorRequest request) {
    if (!match.test(request)) {
      return false;
    }
    seen++;
    return seen >= first && seen <= last;
  }

  boolean isOver() {
    return seen >= last;
  }

  SimulatedFault fault() {
    return fault;
  }
}
