package dev.fairway.k8s.status;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.api.RequestAttributes;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a refusal of the API server, or its silence, means for a write. */
final class FailedRequest {

  private static final int UNPROCESSABLE = 422;
  private static final int LONGEST = 300;
  private static final RequestAttributes WRITE =
      new RequestAttributes("patch", "services/status", "");

  private FailedRequest() {}

  static WriteResult answer(KubernetesClientException thrown) {
    if (isGone(thrown)) {
      return WriteResult.gone();
    }
    WriteResult failed = WriteResult.failed(sentence(thrown));
    return retryAfter(thrown).map(failed::retryAfter).orElse(failed);
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
          causes(thrown).stream().anyMatch(one -> "metadata.uid".equals(one.getField()));
      // Nothing new is made in a namespace that is on its way out.
      case HttpURLConnection.HTTP_FORBIDDEN ->
          causes(thrown).stream().anyMatch(one -> "NamespaceTerminating".equals(one.getReason()));
      default -> false;
    };
  }

  private static String message(KubernetesClientException thrown) {
    return Optional.ofNullable(thrown.getStatus()).map(Status::getMessage).orElse("");
  }

  private static List<StatusCause> causes(KubernetesClientException thrown) {
    return Optional.ofNullable(thrown.getStatus())
        .map(Status::getDetails)
        .map(details -> details.getCauses())
        .orElse(List.of());
  }

  private static Optional<Duration> retryAfter(KubernetesClientException thrown) {
    return Optional.ofNullable(thrown.getStatus())
        .map(Status::getDetails)
        .map(details -> details.getRetryAfterSeconds())
        .filter(seconds -> seconds > 0)
        .map(Duration::ofSeconds);
  }

  static String sentence(KubernetesClientException thrown) {
    if (thrown.getCode() > 0) {
      return "the Kubernetes API answered " + thrown.getCode() + ": " + cut(message(thrown));
    }
    return ApiFailure.of(thrown, WRITE).sentence();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }
}
