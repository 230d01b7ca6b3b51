package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.operator.run.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class StopOnEnterTest {

  private final StopSignal stop = new StopSignal();

  private void listenTo(InputStream keyboard) {
    InteractiveDemo.stopOnEnter(keyboard, stop);
  }

  @Test
  void stopOnEnter_enter_givesTheSignal() throws Exception {
    listenTo(new ByteArrayInputStream("quit\n".getBytes(StandardCharsets.UTF_8)));
    CompletableFuture.runAsync(stop::await).get(10, TimeUnit.SECONDS);
  }

  @Test
  void stopOnEnter_noTerminal_goesOn() {
    listenTo(InputStream.nullInputStream());
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(stop::await);
    assertThrows(TimeoutException.class, () -> waiting.get(50, TimeUnit.MILLISECONDS));
    stop.give();
  }

  @Test
  void stopOnEnter_interruptedWait_returnsAndKeepsTheFlag() {
    listenTo(InputStream.nullInputStream());
    Thread.currentThread().interrupt();
    stop.await();
    assertTrue(Thread.interrupted());
  }
}
