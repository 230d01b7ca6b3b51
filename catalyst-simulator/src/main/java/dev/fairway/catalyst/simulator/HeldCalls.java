package dev.fairway.catalyst.simulator;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Requests that hang: until they are released, or the simulator is closed. Thread-safe.
 *
 * @see SimulatorFaultInjector#hold
 */
public final class HeldCalls {

  private final Predicate<SimulatorRequest> match;
  private final boolean answers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int waiting;
  private boolean released;
  private boolean lost;

  HeldCalls(Predicate<SimulatorRequest> match, boolean answers) {
    this.match = match;
    this.answers = answers;
  }

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
      lost |= broken;
      released = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until at least so many hang; false if the time was up before. */
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

  boolean holds(SimulatorRequest request, boolean answer) {
    return answers == answer && match.test(request);
  }

  /** Hangs. */
  void pass() throws CutOff {
    lock.lock();
    try {
      waiting++;
      changed.signalAll();
      while (!released) {
        changed.await();
      }
      if (lost) {
        throw new CutOff();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new CutOff();
    } finally {
      waiting--;
      lock.unlock();
    }
  }
}
