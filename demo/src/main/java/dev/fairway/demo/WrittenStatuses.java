package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.status.StatusListener;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets a thread wait for what the operator writes into statuses. Thread-safe. */
final class WrittenStatuses implements StatusListener {

  private final Lock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long written;

  @Override
  public void statusWritten(ServiceKey service) {
    lock.lock();
    try {
      written++;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until that is so: looks at once, and again behind every write.
   *
   * @return false where it did not come to be within that time, or this thread was interrupted
   */
  boolean await(BooleanSupplier so, Duration longest) {
    long left = longest.toNanos();
    while (true) {
      long before = count();
      if (so.getAsBoolean()) {
        return true;
      }
      left = awaitMore(before, left);
      if (left <= 0) {
        return false;
      }
    }
  }

  private long count() {
    lock.lock();
    try {
      return written;
    } finally {
      lock.unlock();
    }
  }

  /** Returns how much of the time is left. */
  private long awaitMore(long than, long nanos) {
    long left = nanos;
    lock.lock();
    try {
      while (written <= than && left > 0) {
        left = more.awaitNanos(left);
      }
      return left;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      lock.unlock();
    }
  }
}
