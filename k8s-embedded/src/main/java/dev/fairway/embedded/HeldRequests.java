package dev.fairway.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Requests that are held back until they are released. Thread-safe. */
public final class HeldRequests {

  private final RequestMatcher match;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int waiting;
  private boolean released;

  HeldRequests(RequestMatcher match) {
    this.match = match;
  }

  /** Lets them all go on, and holds none back any more. */
  public void release() {
    lock.lock();
    try {
      released = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until at least so many are held back; false if the time was up before. */
  public boolean await(int requests, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (waiting < requests && left > 0) {
        left = changed.awaitNanos(left);
      }
      return waiting >= requests;
    } finally {
      lock.unlock();
    }
  }

  boolean matches(ApiRequest request) {
    return match.matches(request);
  }

  boolean isReleased() {
    lock.lock();
    try {
      return released;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until released; the longest wait is a day, so that none is for ever. */
  void pass() {
    lock.lock();
    try {
      waiting++;
      changed.signalAll();
      long left = TimeUnit.DAYS.toNanos(1);
      while (!released && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      waiting--;
      lock.unlock();
    }
  }
}
