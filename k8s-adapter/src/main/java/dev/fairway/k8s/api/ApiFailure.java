package dev.fairway.k8s.api;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The failure of a request to a Kubernetes API. Immutable.
 *
 * @param kind the kind of failure
 * @param sentence for the user, without a full stop and without any secret
 */
public record ApiFailure(Kind kind, String sentence) {

  /** The kinds of failures. */
  public enum Kind {
    /** The connection was refused. */
    REFUSED,
    /** No response came in time. */
    TIMEOUT,
    /** The name or address does not resolve, or has no route. */
    UNKNOWN_HOST,
    /** One side does not trust the other's certificate. */
    CERTIFICATE,
    /** The connection broke. */
    CUT,
    /** 401. */
    UNAUTHORIZED,
    /** 403. */
    FORBIDDEN,
    /** 410: the resource version is too old. Normal in watches, which list anew. */
    GONE,
    /** Any other response that is no success. */
    ANSWER,
    /** A successful response that cannot be parsed. */
    UNREADABLE,
    /** Something else. */
    OTHER
  }

  private static final int LONGEST_CHAIN = 20;
  private static final int LONGEST_MESSAGE = 300;

  /** The failure of an exception or one of its causes. */
  public static ApiFailure of(Throwable thrown, RequestAttributes request) {
    List<Throwable> chain = chain(thrown);
    for (Throwable cause : chain) {
      if (cause instanceof KubernetesClientException answered && answered.getCode() > 0) {
        return answered(answered.getCode(), message(answered), request);
      }
    }
    return ConnectionFailures.find(chain)
        .orElseGet(
            () ->
                new ApiFailure(
                    Kind.OTHER,
                    "could not "
                        + request.verb()
                        + " "
                        + request.fullResource()
                        + ": "
                        + chain.get(chain.size() - 1).getClass().getSimpleName()));
  }

  /** True where the API server answered that the caller may not do this, or is not known. */
  public boolean isDenial() {
    return kind == Kind.UNAUTHORIZED || kind == Kind.FORBIDDEN;
  }

  /** The failure of a response of which only the status code is known. */
  public static ApiFailure ofCode(int code, RequestAttributes request) {
    return answered(code, Optional.empty(), request);
  }

  /** The message of the API server's response, on one line and of limited length. */
  private static Optional<String> message(KubernetesClientException answered) {
    return Optional.ofNullable(answered.getStatus())
        .map(Status::getMessage)
        .map(text -> text.replaceAll("\\s+", " ").strip())
        .filter(text -> !text.isEmpty())
        .map(
            text ->
                text.length() <= LONGEST_MESSAGE
                    ? text
                    : text.substring(0, LONGEST_MESSAGE) + " ...");
  }

  private static ApiFailure answered(int code, Optional<String> words, RequestAttributes request) {
    String what = request.verb() + " " + request.fullResource();
    return switch (code) {
      case 401 ->
          new ApiFailure(
              Kind.UNAUTHORIZED,
              "the Kubernetes API does not accept the credentials (401): they are missing, wrong or"
                  + " expired");
      case 403 ->
          new ApiFailure(
              Kind.FORBIDDEN,
              "not allowed to "
                  + what
                  + " (403): a role must give the verb '"
                  + request.verb()
                  + "' on '"
                  + request.resource()
                  + "'"
                  + (request.group().isEmpty()
                      ? ""
                      : " of the API group '" + request.group() + "'"));
      case 410 ->
          new ApiFailure(
              Kind.GONE, "what was known of " + request.fullResource() + " is too old (410)");
      default ->
          new ApiFailure(
              Kind.ANSWER,
              "the Kubernetes API answered "
                  + code
                  + " to "
                  + what
                  + words.map(text -> ": " + text).orElse(""));
    };
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    Throwable next = thrown;
    while (next != null && chain.size() < LONGEST_CHAIN && !chain.contains(next)) {
      chain.add(next);
      next = next.getCause();
    }
    return chain;
  }
}
