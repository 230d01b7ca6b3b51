package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.catalyst.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parser of responses, where the session is alive: the JSON, or the failure. */
final class ResponseParser {

  private ResponseParser() {}

  /**
   * The JSON; a missing node for a response without a body.
   *
   * @param secrets values that no message may hold
   * @throws ManagerException for any other response
   */
  static JsonNode parse(ManagerRequest request, ManagerResponse response, List<String> secrets) {
    refuseBusy(request, response);
    Optional<JsonNode> tree = tree(response);
    tree.flatMap(json -> refusal(request, response, json.path("error"), secrets))
        .ifPresent(ResponseParser::raise);
    if (!response.successful()) {
      throw withoutMessage(request, response);
    }
    if (response.isEmpty()) {
      return MissingNode.getInstance();
    }
    return tree.orElseThrow(() -> notUnderstood(request, response));
  }

  /** Throws where the Manager is busy or starting: whatever it was, it was not carried out. */
  static void refuseBusy(ManagerRequest request, ManagerResponse response) {
    if (response.status() == 429) {
      throw ManagerException.retryable(
          Reason.THROTTLED,
          request.name() + ": 429, the Manager has too many requests",
          response.retryAfter());
    }
    if (response.status() == 503 || response.startingPage()) {
      throw ManagerException.retryable(
          Reason.NOT_READY,
          request.name() + ": " + response.status() + ", the Manager is not ready",
          response.retryAfter());
    }
  }

  private static Optional<JsonNode> tree(ManagerResponse response) {
    boolean readable = response.mayBeJson() && !response.html() && !response.tooLarge();
    return readable ? WireJson.tryParse(response.body()) : Optional.empty();
  }

  /** The Manager's own message about a failure, redacted; empty where there is none. */
  static String errorText(ManagerResponse response, List<String> secrets) {
    return tree(response)
        .map(json -> RedactedText.of(errorText(json.path("error")), secrets))
        .orElse("");
  }

  private static String errorText(JsonNode error) {
    String code = error.path("code").asText("");
    String message = error.path("message").asText("");
    if (code.isEmpty() && message.isEmpty()) {
      return "";
    }
    return Stream.of(
            message, error.path("details").asText(""), code.isEmpty() ? "" : "(" + code + ")")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static Optional<ManagerException> refusal(
      ManagerRequest request, ManagerResponse response, JsonNode error, List<String> secrets) {
    String words = errorText(error);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ManagerException(
            ErrorClassifier.classify(
                response.status(), error.path("code").asText(""), error.path("message").asText("")),
            request.name() + ": " + response.status() + ", " + RedactedText.of(words, secrets)));
  }

  /** A fault within the Manager, or of a proxy before it, says nothing about a write. */
  private static ManagerException withoutMessage(ManagerRequest request, ManagerResponse response) {
    int status = response.status();
    String sentence = request.name() + ": " + status + " without a word about why";
    if (status / 100 == 5 || status == 408) {
      return request.writes()
          ? new ManagerException(Reason.ANSWER_LOST, sentence + ", so it may be done")
          : ManagerException.retryable(Reason.UNREADABLE, sentence, Optional.empty());
    }
    return new ManagerException(ErrorClassifier.classify(status, "", ""), sentence);
  }

  private static ManagerException notUnderstood(ManagerRequest request, ManagerResponse response) {
    String what = response.tooLarge() ? "larger than we read" : "not one JSON value";
    String sentence = request.name() + ": " + response.status() + ", but the answer is " + what;
    return request.writes()
        ? new ManagerException(Reason.ANSWER_LOST, sentence + ", so it may be done")
        : new ManagerException(Reason.UNREADABLE, sentence);
  }

  private static void raise(ManagerException failure) {
    throw failure;
  }
}
