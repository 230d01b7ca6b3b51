package dev.fairway.k8s.status;

import dev.fairway.k8s.status.WorkQueue.Item;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processing of a {@link WorkQueue} in threads of its own, all of them daemons.
 *
 * @param <K> the key of an item
 * @param <T> what is to be done for it
 */
abstract class QueueWorker<K, T> {

  /** The time that an interrupted request may take to end. */
  private static final Duration LAST_REQUEST = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

  private final WorkQueue<K, T> queue;
  private final List<Thread> threads;

  /** A worker whose queue is processed by {@link #step} until it is started. */
  QueueWorker(WorkQueue<K, T> queue, String name, int threads) {
    this.queue = queue;
    this.threads =
        IntStream.rangeClosed(1, threads).mapToObj(number -> thread(name + "-" + number)).toList();
  }

  /**
   * Processes an item, and ends with {@link WorkQueue#succeeded}, {@link WorkQueue#retry} or {@link
   * WorkQueue#dropped}.
   */
  abstract void process(Item<K, T> item);

  /** Drops what waits. */
  abstract void abandon();

  final WorkQueue<K, T> queue() {
    return queue;
  }

  /** Processes the next item that is due; false where none is. */
  final boolean step() {
    Optional<Item<K, T>> next = queue.poll();
    next.ifPresent(this::process);
    return next.isPresent();
  }

  final void start() {
    threads.forEach(Thread::start);
  }

  private Thread thread(String name) {
    Thread thread = new Thread(this::work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void work() {
    try {
      for (Optional<Item<K, T>> next = queue.take(); next.isPresent(); next = queue.take()) {
        processLogged(next.get());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** A listener of an embedder that throws must not end the writing of every status. */
  private void processLogged(Item<K, T> item) {
    try {
      process(item);
    } catch (RuntimeException bug) {
      LOG.error("writing a status broke: {}", bug.getClass().getName());
    }
  }

  /** Processes what waits for at most so long, then ends the threads. */
  final void close(Duration drain) {
    queue.shutDown();
    boolean interrupted = join(drain);
    abandon();
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
