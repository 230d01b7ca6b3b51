package dev.fairway.k8s.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fairway.k8s.objects.StoredCondition;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The writer of conditions by server-side apply of the subresource {@code status}: as field manager
 * it owns the conditions that it names and no more. The body names the Service's uid, so that one
 * that was made anew under the same name never gets the conditions of the old one.
 *
 * <p>It speaks HTTP itself, with the client's connection and credentials: of the response only the
 * version and {@code Retry-After} matter, which fabric8's typed API reads whole, or not at all.
 */
final class StatusWriter {

  /** JSON is YAML. */
  private static final String APPLY = "application/apply-patch+yaml";

  private static final JsonFactory JSON = new JsonFactory();

  private final HttpClient http;
  private final KubernetesSerialization serialization;
  private final String server;
  private final String query;
  private final long timeoutMillis;

  StatusWriter(KubernetesClient client, StatusSettings settings) {
    this.http =
        client.getHttpClient().newBuilder().tag(UnretriedRequests.config(client, settings)).build();
    this.serialization = client.getKubernetesSerialization();
    this.server = client.getMasterUrl().toString().replaceAll("/+$", "");
    this.query = "?fieldManager=" + settings.fieldManager() + "&force=true";
    this.timeoutMillis = settings.requestTimeout().toMillis();
  }

  /** Sends the write and waits for the response. Every failure is in the result. Thread-safe. */
  WriteResult write(StatusWrite write) {
    CompletableFuture<HttpResponse<byte[]>> response;
    try {
      response = http.sendAsync(request(write), byte[].class);
    } catch (RuntimeException unforeseen) {
      return UnretriedRequests.unforeseen(unforeseen);
    }
    try {
      return result(response.get());
    } catch (ExecutionException failed) {
      return WriteResult.unanswered(failed);
    } catch (InterruptedException ended) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      return WriteResult.failed("the request was interrupted");
    } catch (IOException malformed) {
      return UnretriedRequests.unforeseen(malformed);
    }
  }

  private HttpRequest request(StatusWrite write) {
    return http.newHttpRequestBuilder()
        .uri(
            server
                + "/api/v1/namespaces/"
                + write.service().namespace()
                + "/services/"
                + write.service().name()
                + "/status"
                + query)
        .method("PATCH", APPLY, body(write))
        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .build();
  }

  /** The applied configuration; without a condition it has no status, so that all are removed. */
  private static String body(StatusWrite write) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("apiVersion", "v1");
      json.writeStringField("kind", "Service");
      json.writeObjectFieldStart("metadata");
      json.writeStringField("name", write.service().name());
      json.writeStringField("namespace", write.service().namespace());
      json.writeStringField("uid", write.uid());
      json.writeEndObject();
      if (!write.conditions().isEmpty()) {
        json.writeObjectFieldStart("status");
        json.writeArrayFieldStart("conditions");
        for (StoredCondition condition : write.conditions()) {
          writeCondition(json, condition);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void writeCondition(JsonGenerator json, StoredCondition condition)
      throws IOException {
    json.writeStartObject();
    if (condition.lastTransitionTime().isPresent()) {
      json.writeStringField("lastTransitionTime", condition.lastTransitionTime().get());
    }
    json.writeStringField("message", condition.message());
    if (condition.observedGeneration().isPresent()) {
      json.writeNumberField("observedGeneration", condition.observedGeneration().getAsLong());
    }
    json.writeStringField("reason", condition.reason());
    json.writeStringField("status", condition.status());
    json.writeStringField("type", condition.type());
    json.writeEndObject();
  }

  private WriteResult result(HttpResponse<byte[]> response) throws IOException {
    if (response.code() == HttpURLConnection.HTTP_OK
        || response.code() == HttpURLConnection.HTTP_CREATED) {
      return version(response.body())
          .map(WriteResult::written)
          .orElseGet(() -> WriteResult.failed("the Kubernetes API answered without an object"));
    }
    return WriteResult.of(
        response.code(),
        status(response.body()),
        Optional.ofNullable(response.header("Retry-After")));
  }

  /** {@code metadata.resourceVersion}; what comes behind it is not read. */
  private static Optional<String> version(byte[] body) throws IOException {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT || !enter(json, "metadata")) {
        return Optional.empty();
      }
      boolean found =
          json.currentToken() == JsonToken.START_OBJECT && enter(json, "resourceVersion");
      return found ? Optional.ofNullable(json.getText()) : Optional.empty();
    }
  }

  /** Moves from the start of an object to the value of a field of it; false where it has none. */
  private static boolean enter(JsonParser json, String field) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.currentName().equals(field);
      json.nextToken();
      if (found) {
        return true;
      }
      json.skipChildren();
    }
    return false;
  }

  /** The Status object of a refusal; the filters before the API proper send a plain text. */
  private Optional<Status> status(byte[] body) {
    try {
      return Optional.ofNullable(
          serialization.unmarshal(new String(body, StandardCharsets.UTF_8), Status.class));
    } catch (RuntimeException noStatus) {
      return Optional.empty();
    }
  }
}
