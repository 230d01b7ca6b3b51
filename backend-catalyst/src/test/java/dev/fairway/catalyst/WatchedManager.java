package dev.fairway.catalyst;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.ManagerModel;
import dev.fairway.catalyst.simulator.model.ModelAnswer;
import dev.fairway.catalyst.simulator.model.ModelRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A Manager whose writes are counted and looked at, and one of which may be spoilt. */
final class WatchedManager implements ManagerModel {

  /** What befalls one write instead of being carried out, or before it is. */
  interface Spoiling {
    Optional<ModelAnswer> instead();
  }

  private record Spoilt(long write, Spoiling how) {}

  private final ManagerModel inner;
  private final AtomicLong writes = new AtomicLong();
  private final List<Runnable> looks = new CopyOnWriteArrayList<>();
  private final List<Spoilt> spoilt = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  WatchedManager(ManagerModel inner) {
    this.inner = inner;
  }

  long writes() {
    return writes.get();
  }

  void onWrite(Runnable look) {
    looks.add(look);
  }

  void spoil(int nthWrite, Spoiling how) {
    spoilt.add(new Spoilt(writes.get() + nthWrite, how));
  }

  Optional<ModelAnswer> refusal() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("error")
        .put("type", "error")
        .put("message", "Not today")
        .put("code", "TEST0001");
    return Optional.of(new ModelAnswer(400, Optional.of(answer)));
  }

  /** Until the harness is closed; then the write is refused. */
  Optional<ModelAnswer> hang() {
    try {
      closed.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return refusal();
  }

  void close() {
    closed.countDown();
  }

  @Override
  public ModelAnswer answer(ModelRequest request) {
    boolean question = request.path().endsWith("/config/input");
    if (!request.verb().equals("GET") && !question) {
      long number = writes.incrementAndGet();
      looks.forEach(Runnable::run);
      for (Spoilt one : spoilt) {
        if (one.write() == number) {
          Optional<ModelAnswer> instead = one.how().instead();
          if (instead.isPresent()) {
            return instead.get();
          }
        }
      }
    }
    return inner.answer(request);
  }
}
