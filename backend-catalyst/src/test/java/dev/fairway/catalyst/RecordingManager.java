package dev.fairway.catalyst;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.ManagerModel;
import dev.fairway.catalyst.simulator.model.ModelRequest;
import dev.fairway.catalyst.simulator.model.ModelResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A Manager whose writes are counted and looked at, and one of which may fail. */
final class RecordingManager implements ManagerModel {

  /** The fault of one write, in place of carrying it out or before that. */
  interface Spoiling {
    Optional<ModelResponse> instead();
  }

  private record Spoilt(long write, Spoiling how) {}

  private final ManagerModel inner;
  private final AtomicLong writes = new AtomicLong();

  private record Reading(String path, Runnable edit) {}

  private final List<Reading> readings = new CopyOnWriteArrayList<>();
  private final List<Runnable> looks = new CopyOnWriteArrayList<>();
  private final List<Spoilt> spoilt = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  RecordingManager(ManagerModel inner) {
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

  /** Runs something once, right after an object below a path was read. */
  void afterReading(String path, Runnable edit) {
    readings.add(new Reading(path, edit));
  }

  Optional<ModelResponse> refusal() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("error")
        .put("type", "error")
        .put("message", "Not today")
        .put("code", "TEST0001");
    return Optional.of(new ModelResponse(400, Optional.of(answer)));
  }

  /** Until the harness is closed; then the write is refused. */
  Optional<ModelResponse> hang() {
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
  public ModelResponse answer(ModelRequest request) {
    boolean question = request.path().endsWith("/config/input");
    if (!request.verb().equals("GET") && !question) {
      long number = writes.incrementAndGet();
      looks.forEach(Runnable::run);
      for (Spoilt one : spoilt) {
        if (one.write() == number) {
          Optional<ModelResponse> instead = one.how().instead();
          if (instead.isPresent()) {
            return instead.get();
          }
        }
      }
    }
    ModelResponse answer = inner.answer(request);
    for (Reading reading : readings) {
      if (request.verb().equals("GET") && request.path().startsWith(reading.path())) {
        readings.remove(reading);
        reading.edit().run();
      }
    }
    return answer;
  }
}
