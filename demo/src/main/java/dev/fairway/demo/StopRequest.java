package dev.fairway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits until a person has seen enough: Enter, Ctrl-C, or a process manager's SIGTERM. A process
 * that ends by a signal waits a moment until this is closed, so that what it left in files goes.
 */
final class StopRequest implements AutoCloseable {

  private static final long LONGEST_FAREWELL_SECONDS = 5;

  private final InputStream keyboard;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);
  private final Thread onSignal = new Thread(this::leave, "fairway-demo-end");

  /** Listens from now on. An input that ends says nothing: there may be no terminal. */
  StopRequest(InputStream keyboard) {
    this.keyboard = keyboard;
    Runtime.getRuntime().addShutdownHook(onSignal);
    Thread reader = new Thread(this::listen, "fairway-demo-keyboard");
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits, however long it takes. An interrupt is a request too. */
  void await() {
    try {
      asked.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try {
      int read = keyboard.read();
      while (read >= 0 && read != '\n') {
        read = keyboard.read();
      }
      if (read == '\n') {
        asked.countDown();
      }
    } catch (IOException closed) {
      // A terminal that was closed types no Enter; the signal that comes with it ends the process.
      return;
    }
  }

  private void leave() {
    asked.countDown();
    try {
      gone.await(LONGEST_FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the process end. */
  @Override
  public void close() {
    gone.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException ending) {
      // The process ends by a signal: the hook has been waiting for this moment, and goes on.
      asked.countDown();
    }
  }
}
