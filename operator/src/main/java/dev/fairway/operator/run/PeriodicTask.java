package dev.fairway.operator.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something done again and again in a thread of its own, whatever comes of it each time. */
final class PeriodicTask implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration every;
  private final Runnable work;

  private PeriodicTask(Duration every, Runnable work) {
    this.every = every;
    this.work = work;
  }

  /** Begins; the first time comes after one interval. */
  static PeriodicTask begin(String name, Duration every, Runnable work) {
    PeriodicTask repeated = new PeriodicTask(every, work);
    Thread thread = new Thread(repeated::repeat, name);
    thread.setDaemon(true);
    thread.start();
    return repeated;
  }

  private void repeat() {
    try {
      while (!closed.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
        once();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      work.run();
    } catch (RuntimeException mistake) {
      // A mistake this time must not keep it from the next.
      LOG.error("a mistake in Fairway", mistake);
    }
  }

  /** Ends; does not wait for the work that is under way. */
  @Override
  public void close() {
    closed.countDown();
  }
}
