package dev.fairway.faultinjection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Faults of requests by rules, and requests that are held back. Each rule counts the requests that
 * match it. Thread-safe.
 *
 * @param <R> the type of a request
 * @param <F> the type of a fault
 */
public final class FaultInjector<R, F> {

  private final List<Rule<R, F>> rules = new ArrayList<>();
  private final List<Hold<R>> holds = new ArrayList<>();

  private record Hold<R>(Predicate<R> match, HeldRequests requests) {}

  /** A fault for some of the requests that match. */
  private static final class Rule<R, F> {

    private final Predicate<R> match;
    private final F fault;
    private final long first;
    private final long last;
    private long seen;

    Rule(Predicate<R> match, F fault, long first, long last) {
      this.match = match;
      this.fault = fault;
      this.first = first;
      this.last = last;
    }

    /** Counts the request, if it matches; true where it meets the fault. */
    boolean takes(R request) {
      if (!match.test(request)) {
        return false;
      }
      seen++;
      return seen >= first && seen <= last;
    }

    boolean isOver() {
      return seen >= last;
    }
  }

  /** No fault yet. */
  public FaultInjector() {}

  /**
   * Adds a rule.
   *
   * @param first the number of the first matching request from now that meets the fault, from 1
   * @param last the number of the last one
   */
  public synchronized void add(Predicate<R> match, F fault, long first, long last) {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException(
          "matching requests " + first + " to " + last + ": must be at least one, from 1 on");
    }
    rules.add(new Rule<>(match, fault, first, last));
  }

  /** The faults that a request meets, in the order of their rules, all of which count it. */
  public synchronized List<F> faults(R request) {
    List<F> faults = new ArrayList<>();
    for (Rule<R, F> rule : rules) {
      if (rule.takes(request)) {
        faults.add(rule.fault);
      }
    }
    rules.removeIf(Rule::isOver);
    return faults;
  }

  /** The first fault that a request meets; the rules after it do not count the request. */
  public synchronized Optional<F> firstFault(R request) {
    Optional<F> fault =
        rules.stream().filter(rule -> rule.takes(request)).findFirst().map(rule -> rule.fault);
    rules.removeIf(Rule::isOver);
    return fault;
  }

  /** Holds matching requests back from now on. */
  public synchronized HeldRequests hold(Predicate<R> match) {
    HeldRequests requests = new HeldRequests();
    holds.add(new Hold<>(match, requests));
    return requests;
  }

  /** Hangs for as long as a request is held back. */
  public void hang(R request) throws ConnectionCutException {
    for (Hold<R> hold : holding(request)) {
      hold.requests().hang();
    }
  }

  private synchronized List<Hold<R>> holding(R request) {
    holds.removeIf(hold -> hold.requests().isReleased());
    return holds.stream().filter(hold -> hold.match().test(request)).toList();
  }

  /** Takes back all rules, and releases what is held. */
  public synchronized void clear() {
    rules.clear();
    holds.forEach(hold -> hold.requests().release());
    holds.clear();
  }

  /** Cuts the connections of what is held. */
  public synchronized void cutHeld() {
    holds.forEach(hold -> hold.requests().cut());
  }
}
