package dev.fairway.operator.command;

import dev.fairway.operator.run.StopSignal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The handlers of SIGTERM and SIGINT. The first signal lets the program end in order and with an
 * exit code of its own; the second ends the process at once. A shutdown hook could do neither. The
 * JDK's signal handling is in its module {@code jdk.unsupported}, of which the compiler would warn:
 * so it is called by name.
 */
public final class TerminationSignals {

  private static final int KILLED = 128;

  private TerminationSignals() {}

  /** Installs the handlers in this process, and returns the signal that they give. */
  public static StopSignal stop() {
    StopSignal stop = new StopSignal();
    AtomicBoolean first = new AtomicBoolean(true);
    handle("TERM", 15, stop, first);
    handle("INT", 2, stop, first);
    return stop;
  }

  private static void handle(String name, int number, StopSignal stop, AtomicBoolean first) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handles =
          Proxy.newProxyInstance(
              TerminationSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              handler(number, stop, first));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), handles);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("a Java without the module jdk.unsupported", missing);
    }
  }

  private static InvocationHandler handler(int number, StopSignal stop, AtomicBoolean first) {
    return (proxy, method, arguments) -> {
      if (method.getDeclaringClass() == Object.class) {
        return method.invoke(stop, arguments);
      }
      if (first.getAndSet(false)) {
        stop.give();
      } else {
        Runtime.getRuntime().halt(KILLED + number);
      }
      return null;
    };
  }
}
