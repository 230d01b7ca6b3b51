package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class StopRequestTest {

  @Test
  void await_enter_returns() throws Exception {
    try (StopRequest stop =
        new StopRequest(new ByteArrayInputStream("quit\n".getBytes(StandardCharsets.UTF_8)))) {
      CompletableFuture.runAsync(stop::await).get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void await_noTerminal_goesOn() {
    try (StopRequest stop = new StopRequest(InputStream.nullInputStream())) {
      CompletableFuture<Void> waiting = CompletableFuture.runAsync(stop::await);
      assertThrows(TimeoutException.class, () -> waiting.get(50, TimeUnit.MILLISECONDS));
    }
  }

  @Test
  void await_interrupted_returnsAndKeepsTheFlag() {
    try (StopRequest stop = new StopRequest(InputStream.nullInputStream())) {
      Thread.currentThread().interrupt();
      stop.await();
      assertTrue(Thread.interrupted());
    }
  }
}
