package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.k8s.status.WriteResult.Outcome;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusWriterTest {

  private static final StatusSettings SETTINGS_OF_POD_1 =
      new StatusSettings(
          "fairway",
          Duration.ofSeconds(2),
          50,
          100,
          4,
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2),
          50,
          "fairway.dev/operator",
          "pod-1");

  private static final StoredCondition ACCEPTED =
      new StoredCondition(
          "fairway.dev/Accepted",
          "False",
          "Unusable",
          "",
          Optional.of("2026-01-01T00:00:00Z"),
          OptionalLong.of(3));

  private final CannedResponseServer server = new CannedResponseServer();
  private final KubernetesClient client = server.client();
  private final StatusWriter writer = new StatusWriter(client, StatusSettings.DEFAULTS);

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private WriteResult write(StoredCondition... conditions) {
    return writer.write(new StatusWrite(1, ScriptedApi.key("cart"), "uid-1", List.of(conditions)));
  }

  private WriteResult refused(int code, String reason, String message, String causes) {
    server.answer(
        code,
        "{\"apiVersion\":\"v1\",\"kind\":\"Status\",\"status\":\"Failure\",\"code\":"
            + code
            + ",\"reason\":\""
            + reason
            + "\",\"message\":\""
            + message
            + "\",\"details\":{\"causes\":["
            + causes
            + "],\"retryAfterSeconds\":"
            + (code == 429 ? 7 : 0)
            + "}}");
    return write(ACCEPTED);
  }

  @Test
  void write_sendsNothingButOurConditions() {
    assertEquals(WriteResult.written("42"), write(ACCEPTED));
    assertEquals(
        List.of(
            "PATCH /api/v1/namespaces/shop/services/cart/status?fieldManager=fairway&force=true"
                + " application/apply-patch+yaml; charset=utf-8"
                + " {\"apiVersion\":\"v1\",\"kind\":\"Service\","
                + "\"metadata\":{\"name\":\"cart\",\"namespace\":\"shop\",\"uid\":\"uid-1\"},"
                + "\"status\":{\"conditions\":[{\"lastTransitionTime\":\"2026-01-01T00:00:00Z\","
                + "\"message\":\"\",\"observedGeneration\":3,\"reason\":\"Unusable\","
                + "\"status\":\"False\",\"type\":\"fairway.dev/Accepted\"}]}}"),
        server.requests);
  }

  @Test
  void write_withoutConditions_ownsNothing() {
    write();
    assertTrue(server.requests.get(0).endsWith("\"uid\":\"uid-1\"}}"), server.requests.get(0));
  }

  @Test
  void write_noServiceOfThatName_isGone() {
    String mismatch =
        "Operation cannot be fulfilled on services \\\"cart\\\": uid mismatch: the provided object"
            + " specified uid uid-1, and no existing object was found";
    assertEquals(Outcome.GONE, refused(409, "Conflict", mismatch, "").outcome());
    assertEquals(Outcome.GONE, refused(404, "NotFound", "not found", "").outcome());
  }

  @Test
  void write_anotherServiceOfThatName_isGone() {
    String cause =
        "{\"reason\":\"FieldValueInvalid\",\"message\":\"immutable\",\"field\":\"metadata.uid\"}";
    assertEquals(Outcome.GONE, refused(422, "Invalid", "immutable", cause).outcome());
  }

  @ParameterizedTest
  @CsvSource({
    "409,Conflict",
    "422,Invalid",
    "403,Forbidden",
    "500,InternalError",
    "401,Unauthorized"
  })
  void write_refusedOtherwise_failedAndIsSentOnce(int code, String reason) {
    WriteResult answer = refused(code, reason, "for some reason", "");
    assertEquals(
        WriteResult.failed("the Kubernetes API answered " + code + ": for some reason"), answer);
    assertEquals(1, server.requests.size());
  }

  @Test
  void write_tooManyRequests_returnsRetryAfter() {
    assertEquals(
        Optional.of(Duration.ofSeconds(7)),
        refused(429, "TooManyRequests", "slowly", "").retryAfter());
    assertEquals(1, server.requests.size());
  }

  /** The filter of priority and fairness answers with a text and a header. */
  @Test
  void write_tooManyRequestsWithoutAStatus_returnsTheHeader() {
    server.header("Retry-After", "3");
    server.answer(429, "Too many requests, please try again later.");
    assertEquals(Optional.of(Duration.ofSeconds(3)), write(ACCEPTED).retryAfter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "soon", "99999999999", "Wed, 21 Oct 2026 07:28:00 GMT"})
  void write_tooManyRequestsWithoutATime_waitsASecond(String header) {
    server.header("Retry-After", header);
    server.answer(429, "");
    assertEquals(Optional.of(Duration.ofSeconds(1)), write(ACCEPTED).retryAfter());
  }

  @Test
  void write_serverAway_failedWithoutSecrets() {
    server.close();
    WriteResult answer = write(ACCEPTED);
    assertEquals(Outcome.FAILED, answer.outcome());
    assertTrue(
        answer.problem().startsWith("the connection to the API server was refused"),
        answer.problem());
    assertFalse(answer.problem().contains("secret"), answer.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "no json", "[1]"})
  void write_answerWithoutSense_failed(String body) {
    server.answer(200, body);
    WriteResult answer = write(ACCEPTED);
    assertEquals(Outcome.FAILED, answer.outcome());
    assertFalse(answer.problem().contains("secret"), answer.problem());
  }

  @Test
  void event_namesControllerActionAndService() {
    server.answer(
        201,
        "{\"apiVersion\":\"events.k8s.io/v1\",\"kind\":\"Event\",\"metadata\":{\"resourceVersion\":\"9\"}}");
    Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:06:07.89Z"), ZoneOffset.UTC);
    ServiceStatusView cart =
        new ServiceStatusView(
            ScriptedApi.key("cart"), "uid-1", "41", OptionalLong.empty(), false, List.of());
    WriteResult answer =
        new EventWriter(client, SETTINGS_OF_POD_1, clock)
            .write(ConditionTransitions.driftRepaired(cart, "2 rules were taken away"));
    assertEquals(WriteResult.written("9"), answer);
    assertEquals(
        "POST /apis/events.k8s.io/v1/namespaces/shop/events application/json; charset=utf-8"
            + " {\"apiVersion\":\"events.k8s.io/v1\",\"kind\":\"Event\","
            + "\"metadata\":{\"name\":\"cart.18998b01baab0880.1\",\"namespace\":\"shop\"},"
            + "\"action\":\"Repair\",\"eventTime\":\"2026-03-04T05:06:07.890000Z\","
            + "\"note\":\"2 rules were taken away; put right\","
            + "\"reason\":\"DriftRepaired\",\"regarding\":{\"apiVersion\":\"v1\","
            + "\"kind\":\"Service\",\"name\":\"cart\",\"namespace\":\"shop\","
            + "\"resourceVersion\":\"41\",\"uid\":\"uid-1\"},"
            + "\"reportingController\":\"fairway.dev/operator\",\"reportingInstance\":\"pod-1\","
            + "\"type\":\"Warning\"}",
        server.requests.get(0));
  }

  @Test
  void event_intoANamespaceOnItsWayOut_isNoFailure() {
    refused(
        403,
        "Forbidden",
        "being terminated",
        "{\"reason\":\"NamespaceTerminating\",\"field\":\"metadata.namespace\"}");
    ServiceStatusView cart =
        new ServiceStatusView(
            ScriptedApi.key("cart"), "uid-1", "41", OptionalLong.empty(), false, List.of());
    WriteResult answer =
        new EventWriter(client, StatusSettings.DEFAULTS, Clock.systemUTC())
            .write(ConditionTransitions.driftRepaired(cart, "1 rule was changed"));
    assertEquals(WriteResult.gone(), answer);
  }
}
