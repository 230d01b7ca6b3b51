package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SimulatorSettingsTest {

  private static void assertSays(String words, Executable building) {
    String said = assertThrows(IllegalArgumentException.class, building).getMessage();
    assertEquals(words, said);
  }

  private static SimulatorSettingsBuilder settings() {
    return SimulatorSettings.builder();
  }

  @Test
  void values_thatCannotBe_areNamedWithWhatWouldBeRight() {
    assertSays(
        "port 70000: must be 1 to 65535, or 0 for any that is free",
        () -> settings().port(70_000).build());
    assertSays(
        "release 'new': must begin with two numbers, such as 20.12.3",
        () -> settings().release("new"));
    assertSays(
        "login by JWT with release 20.12.3: needs release 20.18 or later",
        () -> settings().jwt(true).build());
    assertSays("session limit 0: must be 1 or more", () -> settings().sessionLimit(0));
    assertSays(
        "session idle time PT0S: must be longer than nothing",
        () -> settings().sessionIdle(Duration.ZERO));
    assertSays(
        "rate limits 0/s and 48/min: must be 1 or more each", () -> settings().rateLimits(0, 48));
    assertSays("user 'eve': needs a name and a password", () -> settings().user("eve", ""));
    assertSays(
        "tenant id '1': must differ from all others",
        () -> settings().tenant("1", "a", new EchoModel()).tenant("1", "b", new EchoModel()));
  }

  @Test
  void text_holdsNoSecret() {
    SimulatorSettings made = settings().user("eve", "pass-word").apiKey("the-key", "robot").build();
    assertEquals("Manager 20.12.3 on 127.0.0.1:0 for [eve]", made.toString());
  }

  @Test
  void users_namedByTheBuilder_takeThePlaceOfAdmin() throws Exception {
    SimulatorSettings made = settings().user("eve", "word").build();
    try (CatalystSimulator simulator = CatalystSimulator.start(made, new EchoModel())) {
      SimulatorTestClient visitor = new SimulatorTestClient(simulator);
      assertTrue(visitor.login("admin", "admin").body().contains("loginContainer"));
      assertEquals("", visitor.login("eve", "word").body());
    }
  }

  @Test
  void port_thatIsTaken_isSaid() {
    try (CatalystSimulator first = CatalystSimulator.start(settings().build(), new EchoModel())) {
      int port = URI.create(first.url()).getPort();
      UncheckedIOException taken =
          assertThrows(
              UncheckedIOException.class,
              () -> CatalystSimulator.start(settings().port(port).build(), new EchoModel()));
      assertTrue(taken.getMessage().contains(":" + port), taken.getMessage());
    }
  }

  @Test
  void authorities_ofTwoSimulators_differ() {
    try (CatalystSimulator one = CatalystSimulator.start(settings().build(), new EchoModel());
        CatalystSimulator two = CatalystSimulator.start(settings().build(), new EchoModel())) {
      assertTrue(one.caPem().startsWith("-----BEGIN CERTIFICATE-----"));
      assertFalse(one.caPem().equals(two.caPem()));
    }
  }

  @Test
  void everywhere_isReachedOnLoopback() throws Exception {
    try (CatalystSimulator simulator =
        CatalystSimulator.start(settings().address("0.0.0.0").build(), new EchoModel())) {
      assertTrue(simulator.url().startsWith("https://127.0.0.1:"));
      new SimulatorTestClient(simulator).enter();
    }
  }
}
