package dev.fairway.catalyst.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The log of requests, in the order in which they were answered; the last {@value #KEPT} of them. A
 * client that has an answer finds its request here. Thread-safe.
 */
public final class CallLog {

  private static final int KEPT = 100_000;

  private final Deque<LoggedCall> calls = new ArrayDeque<>();
  private long last;

  CallLog() {}

  synchronized LoggedCall add(SimulatorRequest request, boolean carriedOut, int status) {
    last++;
    LoggedCall call =
        new LoggedCall(
            last, request.verb(), request.path(), CallKind.of(request), carriedOut, status);
    calls.addLast(call);
    if (calls.size() > KEPT) {
      calls.removeFirst();
    }
    return call;
  }

  /** All of them. */
  public synchronized List<LoggedCall> all() {
    return List.copyOf(calls);
  }

  /** How many there are. */
  public synchronized CallCounts counts() {
    return CallCounts.of(all());
  }

  /** A moment to count from: the number of the last request. */
  public synchronized long mark() {
    return last;
  }

  /** Those after a mark. */
  public synchronized List<LoggedCall> since(long mark) {
    return calls.stream().filter(call -> call.number() > mark).toList();
  }

  /** How many there are after a mark. */
  public CallCounts countsSince(long mark) {
    return CallCounts.of(since(mark));
  }

  /** Forgets all; marks made before stay good. */
  public synchronized void reset() {
    calls.clear();
  }
}
