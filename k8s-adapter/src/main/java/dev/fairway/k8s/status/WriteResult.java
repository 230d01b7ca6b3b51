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
  private static final int LONGEST_MESSAGE = 300;
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
    if (isGone(thrown)) {
      return gone();
    }
    Optional<Duration> wait =
        details(thrown)
            .map(StatusDetails::getRetryAfterSeconds)
            .filter(seconds -> seconds > 0)
            .map(Duration::ofSeconds);
    return new WriteResult(Outcome.FAILED, "", sentence(thrown), wait);
  }

  /**
   * An API server that has no Service of that name answers an apply with a uid with 409, and one
   * that has another Service of that name with 422 for {@code metadata.uid}. Other conflicts pass.
   */
  private static boolean isGone(KubernetesClientException thrown) {
    return switch (thrown.getCode()) {
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE -> true;
      case HttpURLConnection.HTTP_CONFLICT -> message(thrown).contains("uid mismatch");
      case UNPROCESSABLE ->
          causes(thrown).stream().anyMatch(cause -> "metadata.uid".equals(cause.getField()));
      // Nothing new is made in a namespace that is being deleted.
      case HttpURLConnection.HTTP_FORBIDDEN ->
          causes(thrown).stream()
              .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
      default -> false;
    };
  }

  private static String message(KubernetesClientException thrown) {
    return Optional.ofNullable(thrown.getStatus()).map(Status::getMessage).orElse("");
  }

  private static Optional<StatusDetails> details(KubernetesClientException thrown) {
    return Optional.ofNullable(thrown.getStatus()).map(Status::getDetails);
  }

  private static List<StatusCause> causes(KubernetesClientException thrown) {
    return details(thrown).map(StatusDetails::getCauses).orElse(List.of());
  }

  private static String sentence(KubernetesClientException thrown) {
    if (thrown.getCode() <= 0) {
      return ApiFailure.of(thrown, WRITE).sentence();
    }
    String text = message(thrown);
    return "the Kubernetes API answered "
        + thrown.getCode()
        + ": "
        + (text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + " ...");
  }
}
