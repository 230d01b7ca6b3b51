package dev.fairway.operator.command;

import dev.fairway.operator.run.StopSignal;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Hands SIGTERM and SIGINT to the program, so that it can end in order and with an exit code of its
 * own; the second one ends the process at once. The JDK has no other way to hear a second signal,
 * or to end with 0 after the first.
 */
final class TerminationSignals {

  private static final int KILLED = 128;

  private TerminationSignals() {}

  /** A signal that they give from now on, in this process. */
  static StopSignal stop() {
    StopSignal stop = new StopSignal();
    AtomicBoolean first = new AtomicBoolean(true);
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (first.getAndSet(false)) {
              stop.give();
            } else {
              Runtime.getRuntime().halt(KILLED + signal.getNumber());
            }
          });
    }
    return stop;
  }
}
