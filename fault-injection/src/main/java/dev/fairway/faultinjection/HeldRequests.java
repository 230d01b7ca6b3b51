package dev.fairway.faultinjection;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Requests that hang until they are released, cut off, or the server is closed. Thread-safe. */
public final class HeldRequests {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int waiting;
  private boolean released;
  private boolean cut;

  HeldRequests() {}

  /** Lets them all go on, and holds none back any more. */
  public void release() {
    end(false);
  }

  /** Breaks their connections, and holds none back any more. */
  public void cut() {
    end(true);
  }

  private void end(boolean broken) {
    lock.lock();
    try {
      cut |= broken;
      released = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until at least so many requests hang; false where they do not in time. */
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

  boolean isReleased() {
    lock.lock();
    try {
      return released;
    } finally {
      lock.unlock();
    }
  }

  /** Hangs until released; an interrupt cuts the connection. */
  void hang() throws ConnectionCutException {
    lock.lock();
    try {
      waiting++;
      changed.signalAll();
      while (!released) {
        changed.await();
      }
      if (cut) {
        throw new ConnectionCutException();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new ConnectionCutException(closed);
    } finally {
      waiting--;
      lock.unlock();
    }
  }
}
