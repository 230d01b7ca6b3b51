package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.api.DenialGracePeriod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The Namespaces in which the API server denies a request, so that one request asks again for all
 * that wait for the right, with exponential backoff. Thread-safe.
 */
final class DeniedNamespaces {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Duration firstPause;
  private final LongSupplier nanoClock;
  private final DenialGracePeriod grace;
  private final Map<String, Denial> denials = new TreeMap<>();

  /**
   * @param pause until the next request; the one after that comes when it is denied again
   * @param asking true while that request is on its way
   */
  private record Denial(ApiFailure failure, long deniedAt, Duration pause, boolean asking) {}

  /** No Namespace yet. */
  DeniedNamespaces(Duration firstPause, LongSupplier nanoClock) {
    this.firstPause = firstPause;
    this.nanoClock = nanoClock;
    this.grace = new DenialGracePeriod(nanoClock);
  }

  /**
   * Why no request should be sent now; empty: one may be sent, and {@link #denied}, {@link
   * #allowed} or {@link #unanswered} is to be called with its outcome.
   */
  synchronized Optional<ApiFailure> denial(String namespace) {
    Denial known = denials.get(namespace);
    if (known == null) {
      return Optional.empty();
    }
    boolean waits = nanoClock.getAsLong() - known.deniedAt < known.pause.toNanos();
    if (known.asking || waits) {
      return Optional.of(known.failure);
    }
    denials.put(namespace, new Denial(known.failure, known.deniedAt, known.pause, true));
    return Optional.empty();
  }

  /** Follows a denial; returns how it is to be told. */
  synchronized ApiFailure denied(String namespace, ApiFailure failure) {
    ApiFailure told = grace.judge(failure);
    Denial known = denials.get(namespace);
    long now = nanoClock.getAsLong();
    if (known == null) {
      denials.put(namespace, new Denial(told, now, firstPause, false));
    } else if (known.asking) {
      Duration doubled = known.pause.multipliedBy(2);
      Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      denials.put(namespace, new Denial(told, now, pause, false));
    }
    return told;
  }

  /** Follows an answer; true where the requests before it were denied. */
  synchronized boolean allowed(String namespace) {
    grace.allowed();
    return denials.remove(namespace) != null;
  }

  /** Follows a request that was neither allowed nor denied; returns how that is to be told. */
  synchronized ApiFailure unanswered(String namespace, ApiFailure failure) {
    denials.computeIfPresent(
        namespace, (name, known) -> new Denial(known.failure, known.deniedAt, known.pause, false));
    return grace.judge(failure);
  }

  /** Lets the next request of each Namespace be sent at once. */
  synchronized void retryNow() {
    denials.clear();
  }
}
