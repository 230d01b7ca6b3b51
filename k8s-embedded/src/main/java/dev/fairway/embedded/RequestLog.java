package dev.fairway.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The log of the last requests. Thread-safe. */
final class RequestLog {

  private static final int KEPT = 10_000;

  private final Deque<RecordedRequest> seen = new ArrayDeque<>();

  synchronized void add(RecordedRequest request) {
    seen.addLast(request);
    if (seen.size() > KEPT) {
      seen.removeFirst();
    }
  }

  synchronized List<RecordedRequest> all() {
    return List.copyOf(seen);
  }

  synchronized void clear() {
    seen.clear();
  }
}
