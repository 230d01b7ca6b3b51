package dev.fairway.k8s.status;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The threads that carry out what lies on a desk. */
final class WriterThreads {

  /** How long an interrupted request may take to end. */
  private static final Duration LAST_REQUEST = Duration.ofSeconds(1);

  private final Desk desk;
  private final List<Thread> threads;

  WriterThreads(Desk desk, String name, int count) {
    this.desk = desk;
    threads =
        IntStream.rangeClosed(1, count).mapToObj(number -> thread(name + "-" + number)).toList();
  }

  void start() {
    threads.forEach(Thread::start);
  }

  private Thread thread(String name) {
    Thread thread = new Thread(this::work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void work() {
    try {
      while (desk.awaitWork()) {
        desk.step();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets them finish what waits for so long, then ends them. */
  void close(Duration drain) {
    desk.closing();
    boolean interrupted = join(drain);
    desk.abandon();
    threads.forEach(Thread::interrupt);
    if (interrupted || join(LAST_REQUEST)) {
      Thread.currentThread().interrupt();
    }
  }

  /** True where the wait was interrupted. */
  private boolean join(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      for (Thread thread : threads) {
        TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
      }
      return false;
    } catch (InterruptedException stop) {
      return true;
    }
  }
}
