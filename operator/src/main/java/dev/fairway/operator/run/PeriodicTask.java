package dev.fairway.operator.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task that is repeated in a daemon thread of its own, also after an exception. */
record PeriodicTask(ScheduledExecutorService thread) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

  /** Starts a task; its first run comes after one interval. */
  static PeriodicTask start(String name, Duration interval, Runnable task) {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(daemons(name));
    long nanos = interval.toNanos();
    thread.scheduleWithFixedDelay(() -> run(task), nanos, nanos, TimeUnit.NANOSECONDS);
    return new PeriodicTask(thread);
  }

  /** A factory of daemon threads with that name. */
  static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error mistake) {
      // The executor would not run the task again, and say nothing.
      LOG.error("a mistake in Fairway", mistake);
    }
  }

  /** Ends the repetition; does not wait for a run that is under way. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
