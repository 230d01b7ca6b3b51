package dev.fairway.examples.custombackend;

import dev.fairway.examples.custombackend.acme.AcmeConnection;
import dev.fairway.examples.custombackend.acme.AcmeController;
import dev.fairway.testkit.Fault;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The way to a controller that counts writes, lets the kit look at each, and fails on demand. */
final class FaultInjectingConnection implements AcmeConnection {

  private final AcmeConnection controller;
  private final Consumer<String> editor;
  private final Map<Long, Fault> faults = new HashMap<>();
  private Runnable look = () -> {};
  private long writes;

  /**
   * A wire that is reliable so far.
   *
   * @param editor changes something at the site with that name, as a person would
   */
  FaultInjectingConnection(AcmeConnection controller, Consumer<String> editor) {
    this.controller = controller;
    this.editor = editor;
  }

  synchronized long writes() {
    return writes;
  }

  synchronized void onWrite(Runnable newLook) {
    look = newLook;
  }

  synchronized void fault(Fault fault, int nthWrite) {
    faults.put(writes + nthWrite, fault);
  }

  @Override
  public CompletableFuture<String> send(String request) {
    if (!AcmeController.isWrite(request)) {
      return controller.send(request);
    }
    Fault fault;
    Runnable now;
    synchronized (this) {
      fault = faults.remove(++writes);
      now = look;
    }
    now.run();
    return fault == null ? controller.send(request) : fail(fault, request);
  }

  // tag::fail[]
  private CompletableFuture<String> fail(Fault fault, String request) {
    switch (fault) {
      case REFUSE:
        return CompletableFuture.completedFuture("error 422 not today");
      case ANSWER_LOST:
        controller.send(request);
        return CompletableFuture.failedFuture(new IOException("connection reset"));
      case HANG:
        return new CompletableFuture<>();
      case GARBAGE:
        controller.send(request);
        return CompletableFuture.completedFuture("<html>" + request + "</html>");
      case FOREIGN_EDIT:
        editor.accept(request.lines().findFirst().orElseThrow().split(" ", -1)[2]);
        return controller.send(request);
    }
    throw new AssertionError(fault);
  }
  // end::fail[]
}
