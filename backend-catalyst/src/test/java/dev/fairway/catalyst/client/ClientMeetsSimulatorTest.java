package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairway.catalyst.client.ManagerFailure.Kind;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.DeadSessionFace;
import dev.fairway.catalyst.simulator.SimulatedFault;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.model.ModelAnswer;
import dev.fairway.spi.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client and the simulator were written apart from each other, after the same facts. */
class ClientMeetsSimulatorTest {

  private final UnhurriedClock clock = new UnhurriedClock();
  private final AtomicInteger carriedOut = new AtomicInteger();
  private final CatalystSimulator simulator =
      CatalystSimulator.start(
          SimulatorSettings.builder().user("ada", "open-sesame-42").release("20.18.1").build(),
          request -> {
            carriedOut.incrementAndGet();
            return new ModelAnswer(200, Optional.of(JsonNodeFactory.instance.objectNode()));
          });
  private final Secret password = new Secret("open-sesame-42");

  @AfterEach
  void close() {
    simulator.close();
  }

  private ManagerClient client(ManagerLogin login) {
    return new ManagerClient(
        ManagerAccess.to(simulator.url(), login).withCaPem(simulator.caPem()), clock);
  }

  @ParameterizedTest
  @EnumSource(DeadSessionFace.class)
  void put_sessionThatEnded_isCarriedOutOnceByTheNextSession(DeadSessionFace face) {
    try (ManagerClient client = client(new ManagerLogin.FormLogin("ada", password))) {
      ManagerCalls calls = client.within(LentCall.of(clock));
      calls.get("/template/policy/vsmart");
      simulator.weather().deadSession(face);
      simulator.weather().endSessions();

      calls.put("/template/policy/list/site/7", Map.of("name", "x"));
    }
    assertEquals(2, carriedOut.get());
  }

  @Test
  void post_answerLost_isCarriedOutOnce() {
    try (ManagerClient client = client(new ManagerLogin.FormLogin("ada", password))) {
      simulator.weather().nthWrite(1, SimulatedFault.answerLost());
      ManagerCalls calls = client.within(LentCall.of(clock));

      ManagerFailure failure =
          assertThrows(
              ManagerFailure.class, () -> calls.post("/template/policy/list/site", Map.of()));

      assertEquals(Kind.ANSWER_LOST, failure.kind());
    }
    assertEquals(1, carriedOut.get());
  }

  @Test
  void jwt_ofANewRelease_writes() {
    try (ManagerClient client = client(new ManagerLogin.JwtLogin("ada", password))) {
      client.within(LentCall.of(clock)).post("/template/policy/list/site", Map.of());

      assertTrue(client.ready(LentCall.of(clock)));
      assertEquals(new ManagerRelease(20, 18), client.release(LentCall.of(clock)));
    }
    assertEquals(1, carriedOut.get());
  }

  @Test
  void form_wrongPassword_isUnauthorized() {
    try (ManagerClient client =
        client(new ManagerLogin.FormLogin("ada", new Secret("sesame-open")))) {
      ManagerCalls calls = client.within(LentCall.of(clock));

      assertEquals(
          Kind.UNAUTHORIZED, assertThrows(ManagerFailure.class, () -> calls.get("/device")).kind());
    }
    assertEquals(1, simulator.requests().all().size());
  }
}
