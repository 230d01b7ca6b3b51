package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * The statuses that wait to be written: the newest of each Service, those with a new accepted text
 * first, then the one that waits longest. One write of a Service goes out at a time, and a failed
 * one waits twice as long as the time before. Told the time, never asking for it. Not thread-safe.
 */
final class WriteQueue {

  private static final Comparator<Waiting> FIRST =
      Comparator.<Waiting>comparingInt(one -> one.job.urgent() ? 0 : 1)
          .thenComparingLong(one -> one.since)
          .thenComparing(one -> one.job.write().service());

  private final StatusSettings settings;
  private final TokenBucket tokens;
  private final Map<ServiceKey, Waiting> services = new TreeMap<>();
  private Optional<String> problem = Optional.empty();

  /**
   * One write, and who waits for it.
   *
   * @param urgent true where it brings a new accepted text
   * @param settled counted down when it was tried once, or will not be
   */
  record Job(StatusWrite write, boolean urgent, CountDownLatch settled) {}

  private static final class Waiting {
    private Job job;
    private long since;
    private long notBefore;
    private int failures;
    private boolean underWay;

    private Waiting(Job job, long now) {
      this.job = job;
      this.since = now;
      this.notBefore = now;
    }
  }

  WriteQueue(StatusSettings settings, long now) {
    this.settings = settings;
    this.tokens = new TokenBucket(settings.writesPerSecond(), settings.burst(), now);
  }

  /** Puts a write in the place of the one that waits for the same Service. */
  Job put(StatusWrite write, boolean urgent, long now) {
    Waiting waiting = services.get(write.service());
    boolean first = waiting != null && !waiting.underWay && waiting.job.urgent();
    Job job = new Job(write, urgent || first, new CountDownLatch(1));
    if (waiting == null) {
      services.put(write.service(), new Waiting(job, now));
      return job;
    }
    if (!waiting.underWay) {
      waiting.job.settled().countDown();
    }
    if (urgent) {
      waiting.notBefore = now;
    }
    waiting.job = job;
    return job;
  }

  /** The next write that may go out; it is under way until {@link #answered} or {@link #drop}. */
  Optional<Job> take(long now) {
    Optional<Waiting> next =
        services.values().stream()
            .filter(one -> !one.underWay && one.notBefore - now <= 0)
            .min(FIRST);
    if (next.isEmpty() || !tokens.tryTake(now)) {
      return Optional.empty();
    }
    next.get().underWay = true;
    return next.map(one -> one.job);
  }

  /** How long until {@link #take} may have something, in nanoseconds; empty: not by itself. */
  OptionalLong nanosUntilNext(long now) {
    OptionalLong due =
        services.values().stream()
            .filter(one -> !one.underWay)
            .mapToLong(one -> Math.max(0, one.notBefore - now))
            .min();
    return due.isEmpty()
        ? due
        : OptionalLong.of(Math.max(due.getAsLong(), tokens.nanosUntilNext(now)));
  }

  /** What became of a job that was taken. */
  void answered(Job job, WriteResult answer, long now) {
    job.settled().countDown();
    Waiting waiting = services.get(job.write().service());
    if (waiting == null) {
      return;
    }
    waiting.underWay = false;
    boolean failed = answer.outcome() == WriteResult.Outcome.FAILED;
    problem = failed ? Optional.of(answer.problem()) : Optional.empty();
    if (failed) {
      waiting.failures++;
      boolean replacedByUrgent = waiting.job != job && waiting.job.urgent();
      waiting.notBefore = now + (replacedByUrgent ? 0 : wait(waiting.failures, answer).toNanos());
    } else {
      waiting.failures = 0;
      waiting.since = now;
      removeIf(waiting, waiting.job == job || isOfAGoneService(waiting, job, answer));
    }
  }

  private static boolean isOfAGoneService(Waiting waiting, Job job, WriteResult answer) {
    return answer.outcome() == WriteResult.Outcome.GONE
        && waiting.job.write().uid().equals(job.write().uid());
  }

  private void removeIf(Waiting waiting, boolean done) {
    if (done) {
      waiting.job.settled().countDown();
      services.remove(waiting.job.write().service());
    }
  }

  private Duration wait(int failures, WriteResult answer) {
    Duration wait = settings.firstRetry();
    for (int i = 1; i < failures && wait.compareTo(settings.longestRetry()) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    Duration own = wait.compareTo(settings.longestRetry()) < 0 ? wait : settings.longestRetry();
    return answer.retryAfter().filter(asked -> asked.compareTo(own) > 0).orElse(own);
  }

  /** A job that was taken will not be sent. */
  void drop(Job job) {
    job.settled().countDown();
    Waiting waiting = services.get(job.write().service());
    if (waiting != null) {
      waiting.underWay = false;
      removeIf(waiting, waiting.job == job);
    }
  }

  /** Drops all that waits but is not under way. */
  List<StatusWrite> clear() {
    List<Waiting> dropped = services.values().stream().filter(one -> !one.underWay).toList();
    dropped.forEach(one -> removeIf(one, true));
    return dropped.stream().map(one -> one.job.write()).toList();
  }

  boolean isEmpty() {
    return services.isEmpty();
  }

  StatusState state(long now) {
    Optional<Duration> oldest =
        services.values().stream()
            .map(one -> Duration.ofNanos(now - one.since))
            .max(Comparator.naturalOrder());
    return new StatusState(services.size(), oldest, problem);
  }
}
