package dev.fairway.k8s.status;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that carry out what lies on a desk. */
final class WorkerThreads {

  /** How long an interrupted request may take to end. */
  private static final Duration LAST_REQUEST = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(WorkerThreads.class);

  private final WorkQueue desk;
  private final List<Thread> threads;

  WorkerThreads(WorkQueue desk, String name, int count) {
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
        step();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** A listener of somebody else's that throws must not end the writing of every status. */
  private void step() {
    try {
      desk.step();
    } catch (RuntimeException bug) {
      LOG.error("writing a status broke: {}", bug.getClass().getName());
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
