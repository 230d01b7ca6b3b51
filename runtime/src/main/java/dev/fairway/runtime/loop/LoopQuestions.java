package dev.fairway.runtime.loop;

import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The questions that wait for the loop's thread, in their order. Thread-safe. */
final class LoopQuestions {

  private final Queue<FutureTask<?>> waiting = new ConcurrentLinkedQueue<>();
  private final SdwanBackend backend;

  LoopQuestions(SdwanBackend backend) {
    this.backend = backend;
  }

  <R> Future<R> add(Function<SdwanBackend, R> question) {
    FutureTask<R> task = new FutureTask<>(() -> question.apply(backend));
    waiting.add(task);
    return task;
  }

  /** Answers those that are there now; who asks meanwhile waits for the next turn. */
  void answer() {
    for (int left = waiting.size(); left > 0; left--) {
      FutureTask<?> next = waiting.poll();
      if (next != null) {
        next.run();
      }
    }
  }

  /** Nobody will answer any more. */
  void refuse() {
    for (FutureTask<?> next = waiting.poll(); next != null; next = waiting.poll()) {
      next.cancel(false);
    }
  }

  /** The answer, in the thread of who asked. */
  static <R> R await(Future<R> answer, Duration longest) {
    try {
      return answer.get(TimeUnit.NANOSECONDS.convert(longest), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      answer.cancel(false);
      throw new UnansweredException("the loop had no time for a question within " + longest);
    } catch (CancellationException closed) {
      throw new UnansweredException("the loop is closed");
    } catch (InterruptedException interrupted) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw new UnansweredException("interrupted while waiting for the loop");
    } catch (ExecutionException failed) {
      throw thrownBy(failed);
    }
  }

  /** What the question itself threw; it can throw nothing that is checked. */
  private static RuntimeException thrownBy(ExecutionException failed) {
    if (failed.getCause() instanceof Error error) {
      throw error;
    }
    return failed.getCause() instanceof RuntimeException thrown
        ? thrown
        : new IllegalStateException(failed);
  }
}
