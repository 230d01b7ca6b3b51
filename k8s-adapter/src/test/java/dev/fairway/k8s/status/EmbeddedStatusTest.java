package dev.fairway.k8s.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios on the embedded API server, and its faults. */
class EmbeddedStatusTest extends StatusScenarios {

  private static EmbeddedKubernetes api;

  @BeforeAll
  static void start() {
    api = EmbeddedKubernetes.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void clear() {
    api.faultInjector().clear();
  }

  @Override
  String kubeconfig() {
    return api.kubeconfig();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void write_refusedForAWhile_isThereInTheEnd(int code) {
    create();
    look();
    api.faultInjector().answer("patch", "services/status", 3, code);
    sync("mpls");
    settle();
    assertEquals(2, conditions().size());
    assertEquals(Optional.empty(), publisher.state().problem());
    assertTrue(
        listener.statuses.get(0).startsWith("failed cart: the Kubernetes API answered " + code),
        listener.statuses.get(0));
  }

  @Test
  void write_apiServerAway_isThereWhenItComesBack() {
    create();
    look();
    api.goAway();
    sync("mpls");
    await().until(() -> publisher.state().problem().isPresent());
    assertEquals(1, publisher.state().waiting());
    assertEquals(
        Optional.of(PublisherFixture.MPLS),
        publisher.lastGood(shown.get(ScriptedApi.key("cart"))),
        "what is in force is not forgotten meanwhile");
    String problem = publisher.state().problem().orElseThrow();
    assertEquals("the connection to the API server was refused", problem);
    api.comeBack();
    settle();
    assertEquals(2, conditions().size());
  }

  @Test
  void write_notPermitted_showsAndGoesOnWhenItIs() {
    create();
    look();
    api.faultInjector().deny("patch", "services/status");
    sync("mpls");
    await()
        .until(
            () ->
                publisher
                    .state()
                    .problem()
                    .filter(problem -> problem.startsWith("the Kubernetes API answered 403: "))
                    .isPresent());
    assertTrue(publisher.state().oldestWaiting().isPresent());
    api.faultInjector().allow("patch", "services/status");
    settle();
    assertEquals(2, conditions().size());
  }

  @Test
  void event_notPermitted_isCountedAndTheStatusIsWritten() {
    create();
    look();
    api.faultInjector().deny("create", "events");
    sync("mpls");
    settle();
    publisher.close();
    assertEquals(2, conditions().size());
    assertEquals(1, listener.events.size());
    assertTrue(listener.events.get(0).startsWith("failed "), listener.events.get(0));
    assertFalse(listener.events.get(0).contains("Bearer"), listener.events.get(0));
    assertEquals(List.of(), client.events().v1().events().inNamespace("shop").list().getItems());
  }
}
