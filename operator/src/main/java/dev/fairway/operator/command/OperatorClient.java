package dev.fairway.operator.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairway.operator.document.ExplainDocument;
import dev.fairway.operator.document.Json;
import dev.fairway.operator.document.TraceDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The HTTP client of a running operator, with the document that it answered.
 *
 * @param json the document as it came
 */
record OperatorClient(URI server, String json) {

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
  private static final int LARGEST = 64 << 20;
  private static final int OK = 200;

  /**
   * Gets a document.
   *
   * @throws ProblemException where there is none; it says why
   */
  static OperatorClient get(URI server, String path, Map<String, String> query) {
    String text =
        new TreeMap<>(query)
            .entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path + "?" + text)).timeout(LONGEST_ANSWER).build();
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(LONGEST_CONNECT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String answer = new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8);
        return new OperatorClient(server, checked(server, response.statusCode(), answer));
      }
    } catch (ConnectException refused) {
      throw problem(server, unreachable(refused));
    } catch (HttpTimeoutException late) {
      throw problem(server, "did not answer in time");
    } catch (IOException broken) {
      throw problem(server, "broke off: " + broken.getClass().getSimpleName());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw problem(server, "was not waited for");
    }
  }

  private static String unreachable(ConnectException refused) {
    boolean unknown =
        Stream.<Throwable>iterate(refused, Objects::nonNull, Throwable::getCause)
            .anyMatch(UnresolvedAddressException.class::isInstance);
    return unknown
        ? "cannot be found: nobody knows that host"
        : "does not answer: nothing listens there; is 'fairway run' up, and is this its"
            + " server.address and server.port?";
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The document, or the problem that came instead. */
  private static String checked(URI server, int status, String answer) {
    OptionalInt version = Json.versionOf(answer);
    if (version.isEmpty()) {
      throw problem(server, "answers, but is no Fairway (HTTP " + status + ")");
    }
    if (version.getAsInt() != Json.FORMAT_VERSION) {
      throw problem(
          server,
          "answers in format "
              + version.getAsInt()
              + ", and this program knows "
              + Json.FORMAT_VERSION
              + ": use one of the same version");
    }
    if (status != OK) {
      throw ProblemException.of(Json.problem(answer));
    }
    return answer;
  }

  private static ProblemException problem(URI server, String what) {
    return ProblemException.ofArgument("the server " + server + " " + what, List.of());
  }

  ExplainDocument explain() {
    try {
      return Json.explain(json);
    } catch (JsonProcessingException | IllegalArgumentException other) {
      throw problem(server, "answers with something that is no explanation");
    }
  }

  TraceDocument trace() {
    try {
      return Json.trace(json);
    } catch (JsonProcessingException | IllegalArgumentException other) {
      throw problem(server, "answers with something that is no trace");
    }
  }
}
