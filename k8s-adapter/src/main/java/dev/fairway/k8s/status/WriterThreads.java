package dev.fairway.k8s.status;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The threads that carry out what lies on a desk. */
final class WriterThreads {

  private final StatusDesk desk;
  private final List<Thread> threads;

  WriterThreads(StatusDesk desk, int count) {
    this.desk = desk;
    threads = IntStream.rangeClosed(1, count).mapToObj(this::thread).toList();
    threads.forEach(Thread::start);
  }

  private Thread thread(int number) {
    Thread thread = new Thread(this::work, "fairway-status-" + number);
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
    if (interrupted) {
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
