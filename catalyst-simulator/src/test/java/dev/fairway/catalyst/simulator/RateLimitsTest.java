package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.catalyst.simulator.model.SimulatorClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private final SimulatorClock clock =
      SimulatorClock.virtual(Instant.parse("2026-03-01T08:00:00Z"));
  private final CatalystSimulator simulator =
      CatalystSimulator.start(
          SimulatorSettings.builder().clock(clock).rateLimits(3, 2).build(), new EchoModel());
  private final SimulatorTestClient visitor = new SimulatorTestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void general_theFourthWithinASecondIsTooMany() throws Exception {
    visitor.enter();
    assertEquals(200, visitor.get("/device").statusCode());
    HttpResponse<String> fourth = visitor.get("/device");
    assertEquals(429, fourth.statusCode());
    assertEquals("1", fourth.headers().firstValue("Retry-After").orElseThrow());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(200, visitor.get("/device").statusCode());
  }

  @Test
  void bulk_theThirdWithinAMinuteIsTooMany() throws Exception {
    visitor.enter();
    String bulk = "/data/device/statistics/approutestatsstatistics";
    assertEquals(200, visitor.get(bulk).statusCode());
    clock.advance(Duration.ofSeconds(20));
    assertEquals(200, visitor.get(bulk).statusCode());
    HttpResponse<String> third = visitor.get(bulk);
    assertEquals(429, third.statusCode());
    assertEquals("40", third.headers().firstValue("Retry-After").orElseThrow());
    assertEquals(200, visitor.get("/device").statusCode());
    clock.advance(Duration.ofSeconds(40));
    assertEquals(200, visitor.get(bulk).statusCode());
  }
}
