package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.catalyst.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an answer says, where the session was alive. */
final class ResponseParser {

  private ResponseParser() {}

  /** The JSON, a missing node for an answer without a body, or the failure that it means. */
  static JsonNode read(ManagerRequest request, ManagerResponse answer, List<String> secrets) {
    refuseBusy(request, answer);
    Optional<JsonNode> tree = tree(answer);
    tree.flatMap(json -> refusal(request, answer, json.path("error"), secrets))
        .ifPresent(ResponseParser::raise);
    if (!answer.successful()) {
      throw withoutWords(request, answer);
    }
    if (answer.isEmpty()) {
      return MissingNode.getInstance();
    }
    return tree.orElseThrow(() -> notUnderstood(request, answer));
  }

  /** Throws where the Manager asks to come later: whatever it was, it was not carried out. */
  static void refuseBusy(ManagerRequest request, ManagerResponse answer) {
    if (answer.status() == 429) {
      throw ManagerException.retryable(
          Reason.THROTTLED,
          request.name() + ": 429, the Manager has too many requests",
          answer.retryAfter());
    }
    if (answer.status() == 503 || answer.startingPage()) {
      throw ManagerException.retryable(
          Reason.NOT_READY,
          request.name() + ": " + answer.status() + ", the Manager is not ready",
          answer.retryAfter());
    }
  }

  private static Optional<JsonNode> tree(ManagerResponse answer) {
    boolean readable = answer.mayBeJson() && !answer.html() && !answer.tooLarge();
    return readable ? WireJson.tryParse(answer.body()) : Optional.empty();
  }

  /** What the Manager says about a failure, fit for a sentence; empty where it says nothing. */
  static String words(ManagerResponse answer, List<String> secrets) {
    return tree(answer).map(json -> RedactedText.of(words(json.path("error")), secrets)).orElse("");
  }

  private static String words(JsonNode error) {
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
      ManagerRequest request, ManagerResponse answer, JsonNode error, List<String> secrets) {
    String words = words(error);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ManagerException(
            ErrorClassifier.kindOf(
                answer.status(), error.path("code").asText(""), error.path("message").asText("")),
            request.name() + ": " + answer.status() + ", " + RedactedText.of(words, secrets)));
  }

  /** A fault within the Manager, or of what stands before it, says nothing about a write. */
  private static ManagerException withoutWords(ManagerRequest request, ManagerResponse answer) {
    int status = answer.status();
    String sentence = request.name() + ": " + status + " without a word about why";
    if (status / 100 == 5 || status == 408) {
      return request.writes()
          ? new ManagerException(Reason.ANSWER_LOST, sentence + ", so it may be done")
          : ManagerException.retryable(Reason.UNREADABLE, sentence, Optional.empty());
    }
    return new ManagerException(ErrorClassifier.kindOf(status, "", ""), sentence);
  }

  private static ManagerException notUnderstood(ManagerRequest request, ManagerResponse answer) {
    String what = answer.tooLarge() ? "larger than we read" : "not one JSON value";
    String sentence = request.name() + ": " + answer.status() + ", but the answer is " + what;
    return request.writes()
        ? new ManagerException(Reason.ANSWER_LOST, sentence + ", so it may be done")
        : new ManagerException(Reason.UNREADABLE, sentence);
  }

  private static void raise(ManagerException failure) {
    throw failure;
  }
}
