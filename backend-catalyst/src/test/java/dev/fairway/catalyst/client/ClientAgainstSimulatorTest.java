package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.ExpiredSessionResponse;
import dev.fairway.catalyst.simulator.SimulatedFault;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.model.ModelResponse;
import dev.fairway.spi.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client and the simulator were written apart from each other, after the same facts. */
class ClientAgainstSimulatorTest {

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final AtomicInteger carriedOut = new AtomicInteger();
  private final CatalystSimulator simulator =
      CatalystSimulator.start(
          SimulatorSettings.builder().user("ada", "open-sesame-42").release("20.18.1").build(),
          request -> {
            carriedOut.incrementAndGet();
            return new ModelResponse(200, Optional.of(JsonNodeFactory.instance.objectNode()));
          });
  private final Secret password = new Secret("open-sesame-42");

  @AfterEach
  void close() {
    simulator.close();
  }

  private ManagerClient client(ManagerLogin login) {
    return new ManagerClient(
        ConnectionOptions.to(simulator.url(), login).withCaPem(simulator.caPem()), clock);
  }

  @ParameterizedTest
  @EnumSource(ExpiredSessionResponse.class)
  void put_sessionThatEnded_isCarriedOutOnceByTheNextSession(ExpiredSessionResponse face) {
    try (ManagerClient client = client(new ManagerLogin.FormLogin("ada", password))) {
      ManagerApi calls = client.within(LimitedCallContext.of(clock));
      calls.get("/template/policy/vsmart");
      simulator.faultInjector().expiredSession(face);
      simulator.faultInjector().endSessions();

      calls.put("/template/policy/list/site/7", Map.of("name", "x"));
    }
    assertEquals(2, carriedOut.get());
  }

  @Test
  void post_answerLost_isCarriedOutOnce() {
    try (ManagerClient client = client(new ManagerLogin.FormLogin("ada", password))) {
      simulator.faultInjector().nthWrite(1, SimulatedFault.answerLost());
      ManagerApi calls = client.within(LimitedCallContext.of(clock));

      ManagerException failure =
          assertThrows(
              ManagerException.class, () -> calls.post("/template/policy/list/site", Map.of()));

      assertEquals(Reason.ANSWER_LOST, failure.reason());
    }
    assertEquals(1, carriedOut.get());
  }

  @Test
  void jwt_ofANewRelease_writes() {
    try (ManagerClient client = client(new ManagerLogin.JwtLogin("ada", password))) {
      client.within(LimitedCallContext.of(clock)).post("/template/policy/list/site", Map.of());
      assertEquals(
          "20.18.1",
          client
              .within(LimitedCallContext.of(clock))
              .get("/client/about")
              .at("/data/version")
              .asText());
    }
    assertEquals(1, carriedOut.get());
  }

  @Test
  void form_wrongPassword_isUnauthorized() {
    try (ManagerClient client =
        client(new ManagerLogin.FormLogin("ada", new Secret("sesame-open")))) {
      ManagerApi calls = client.within(LimitedCallContext.of(clock));

      assertEquals(
          Reason.UNAUTHORIZED,
          assertThrows(ManagerException.class, () -> calls.get("/device")).reason());
    }
    assertEquals(1, simulator.requests().all().size());
  }
}
