package dev.fairway.k8s.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.api.RequestAttributes;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One watch request over plain HTTP, which every API server and proxy supports: a line of JSON for
 * each event. Its events come in a thread of the HTTP client, and the next bytes are read only when
 * those before are handled.
 *
 * @param <W> the object
 */
final class WatchCall<W extends WatchedObject<?>> implements AutoCloseable {

  private static final ApiFailure BROKEN_OFF =
      new ApiFailure(ApiFailure.Kind.CUT, "the connection to the API server broke");

  private final HttpClient http;
  private final ObjectMapper mapper;
  private final Class<W> type;
  private final RequestAttributes attributes;
  private final WatchEventSink<W> sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final CompletableFuture<Optional<ApiFailure>> ended = new CompletableFuture<>();
  private volatile Optional<AsyncBody> body = Optional.empty();
  private boolean closed;
  private boolean empty = true;

  /** A request that was not sent. */
  WatchCall(
      HttpClient http,
      ObjectMapper mapper,
      Class<W> type,
      RequestAttributes attributes,
      WatchEventSink<W> sink) {
    this.http = http;
    this.mapper = mapper;
    this.type = type;
    this.attributes = attributes;
    this.sink = sink;
  }

  /**
   * Sends the request, and returns when the server answers that it watches.
   *
   * @param longest how long the answer is waited for
   */
  void open(HttpRequest request, Duration longest)
      throws WatchFailedException, InterruptedException {
    CompletableFuture<HttpResponse<AsyncBody>> answer = http.consumeBytes(request, this::receive);
    HttpResponse<AsyncBody> response;
    try {
      response = answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      answer.cancel(true);
      throw new WatchFailedException(ApiFailure.of(failed, attributes));
    } catch (InterruptedException stopped) {
      answer.cancel(true);
      throw stopped;
    }
    body = Optional.of(response.body());
    if (!response.isSuccessful()) {
      close();
      throw new WatchFailedException(
          ApiFailure.ofCode(response.code(), attributes), retryAfter(response));
    }
    response.body().consume();
    CompletableFuture<Void> unused =
        response
            .body()
            .done()
            .whenComplete(
                // An answer that breaks off says no more than that, whatever it breaks off with.
                (nothing, failure) ->
                    ended.complete(Optional.ofNullable(failure).map(thrown -> BROKEN_OFF)));
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    try {
      String seconds = Optional.ofNullable(response.header("Retry-After")).orElse("0");
      return Duration.ofSeconds(Math.max(0, Integer.parseInt(seconds)));
    } catch (NumberFormatException date) {
      return Duration.ZERO;
    }
  }

  /** Waits for the end of the watch: empty where the server ended it in good order. */
  Optional<ApiFailure> awaitEnd() throws InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** True where no line was received. */
  synchronized boolean isEmpty() {
    return empty;
  }

  /** Ends the watch as a broken connection would, from any thread. */
  void cut(ApiFailure why) {
    ended.complete(Optional.of(why));
  }

  private void receive(List<ByteBuffer> chunk, AsyncBody source) {
    sink.active();
    boolean goesOn = true;
    synchronized (this) {
      for (ByteBuffer bytes : chunk) {
        goesOn = goesOn && append(bytes);
      }
    }
    if (goesOn) {
      source.consume();
    }
  }

  /** Splits bytes into lines; false after the last event of this watch. */
  private boolean append(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next != '\n') {
        line.write(next);
        continue;
      }
      byte[] whole = line.toByteArray();
      line.reset();
      if (closed || (whole.length > 0 && !handle(whole))) {
        return false;
      }
    }
    return !closed;
  }

  private boolean handle(byte[] whole) {
    empty = false;
    Optional<ApiFailure> failure;
    try {
      JsonNode event = mapper.readTree(whole);
      failure = handle(event.path("type").asText(), event.path("object"));
    } catch (IOException | RuntimeException unreadable) {
      failure = Optional.of(ApiFailure.of(unreadable, attributes));
    }
    failure.ifPresent(this::cut);
    return failure.isEmpty();
  }

  private Optional<ApiFailure> handle(String event, JsonNode object)
      throws JsonProcessingException {
    switch (event) {
      case "ADDED", "MODIFIED" -> sink.changed(mapper.treeToValue(object, type));
      case "DELETED" -> sink.deleted(mapper.treeToValue(object, type));
      case "BOOKMARK" -> sink.bookmark(object.path("metadata").path("resourceVersion").asText());
      case "ERROR" -> {
        return Optional.of(ApiFailure.ofCode(object.path("code").asInt(), attributes));
      }
      default -> {
        return Optional.of(
            new ApiFailure(
                ApiFailure.Kind.UNREADABLE,
                "the API server sent an event of another kind than ADDED, MODIFIED, DELETED,"
                    + " BOOKMARK and ERROR"));
      }
    }
    return Optional.empty();
  }

  /** Ends the request. No event is handled any more after this returned. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    body.ifPresent(AsyncBody::cancel);
  }
}
