package dev.fairway.k8s.status;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Where requests wait that threads carry out, one at a step. Its monitor guards it. */
interface WorkQueue {

  /** Carries out the next one that is due; false where none is. */
  boolean step();

  /** How long until one may be due, in nanoseconds; empty: not by itself. */
  OptionalLong nanosUntilStep();

  /** True once nothing is left and nothing will come. */
  boolean isDone();

  /** Nothing more comes in; what waits is still carried out. */
  void closing();

  /** What waits is not carried out any more. */
  void abandon();

  /** Waits until a step may be due; false once there will be none. */
  default boolean awaitWork() throws InterruptedException {
    synchronized (this) {
      while (!isDone()) {
        OptionalLong nanos = nanosUntilStep();
        if (nanos.isEmpty()) {
          wait();
        } else if (nanos.getAsLong() == 0) {
          return true;
        } else {
          TimeUnit.NANOSECONDS.timedWait(this, nanos.getAsLong());
        }
      }
      return false;
    }
  }

  /** To be called where something comes in or ends. */
  default void wakeOthers() {
    synchronized (this) {
      notifyAll();
    }
  }
}
