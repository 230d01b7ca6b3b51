package dev.fairway.k8s.status;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.api.RequestAttributes;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The result of one write request.
 *
 * @param outcome in one word
 * @param resourceVersion of the object after it was written; empty unless it was
 * @param problem one sentence without secrets; empty unless it failed
 * @param retryAfter the pause that the API server asked for
 */
record WriteResult(
    Outcome outcome, String resourceVersion, String problem, Optional<Duration> retryAfter) {

  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY = 429;
  private static final int LONGEST_MESSAGE = 300;
  private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(1);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
  private static final RequestAttributes WRITE =
      new RequestAttributes("patch", "services/status", "");

  /** The outcome of a request. */
  enum Outcome {
    /** The API server has stored it. */
    WRITTEN,
    /** The object, or its namespace, does not exist any more: there is nothing to retry. */
    GONE,
    /** It was refused, or no response came; it may have been written all the same. */
    FAILED
  }

  static WriteResult written(String resourceVersion) {
    return new WriteResult(Outcome.WRITTEN, resourceVersion, "", Optional.empty());
  }

  static WriteResult gone() {
    return new WriteResult(Outcome.GONE, "", "", Optional.empty());
  }

  static WriteResult failed(String problem) {
    return new WriteResult(Outcome.FAILED, "", problem, Optional.empty());
  }

  /** The result of a request that the API server refused, or did not answer. */
  static WriteResult of(KubernetesClientException thrown) {
    return thrown.getCode() > 0
        ? of(thrown.getCode(), Optional.ofNullable(thrown.getStatus()), Optional.empty())
        : unanswered(thrown);
  }

  /** The result of a request that was not answered. */
  static WriteResult unanswered(Throwable thrown) {
    return failed(ApiFailure.of(thrown, WRITE).sentence());
  }

  /**
   * The result of a request that the API server refused.
   *
   * @param code of the response
   * @param status its body, where it has one of that type
   * @param retryAfter its header of that name, in seconds
   */
  static WriteResult of(int code, Optional<Status> status, Optional<String> retryAfter) {
    if (isGone(code, status)) {
      return gone();
    }
    return new WriteResult(
        Outcome.FAILED, "", sentence(code, message(status)), pause(code, status, retryAfter));
  }

  private static Optional<Duration> pause(
      int code, Optional<Status> status, Optional<String> header) {
    return header
        .filter(text -> SECONDS.matcher(text).matches())
        .map(Integer::valueOf)
        .or(() -> details(status).map(StatusDetails::getRetryAfterSeconds))
        .filter(seconds -> seconds > 0)
        .map(Duration::ofSeconds)
        .or(() -> code == TOO_MANY ? Optional.of(UNTOLD_PAUSE) : Optional.empty());
  }

  /**
   * An API server that has no Service of that name answers an apply with a uid with 409, and one
   * that has another Service of that name with 422 for {@code metadata.uid}. Other conflicts pass.
   */
  private static boolean isGone(int code, Optional<Status> status) {
    return switch (code) {
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE -> true;
      case HttpURLConnection.HTTP_CONFLICT -> message(status).contains("uid mismatch");
      case UNPROCESSABLE ->
          causes(status).stream().anyMatch(cause -> "metadata.uid".equals(cause.getField()));
      // Nothing new is made in a namespace that is being deleted.
      case HttpURLConnection.HTTP_FORBIDDEN ->
          causes(status).stream()
              .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
      default -> false;
    };
  }

  private static String message(Optional<Status> status) {
    return status.map(Status::getMessage).orElse("");
  }

  private static Optional<StatusDetails> details(Optional<Status> status) {
    return status.map(Status::getDetails);
  }

  private static List<StatusCause> causes(Optional<Status> status) {
    return details(status).map(StatusDetails::getCauses).orElse(List.of());
  }

  private static String sentence(int code, String text) {
    return "the Kubernetes API answered "
        + code
        + ": "
        + (text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + " ...");
  }
}
