package dev.fairway.k8s.api;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a call to a Kubernetes API came to nothing. Immutable.
 *
 * @param kind what sort of failure
 * @param sentence what a person should know, without a full stop and without any secret
 */
public record ApiFailure(Kind kind, String sentence) {

  /** The sorts of failures. */
  public enum Kind {
    /** Nobody listens there. */
    REFUSED,
    /** Nobody answered in time. */
    TIMEOUT,
    /** The name or address leads nowhere. */
    UNKNOWN_HOST,
    /** One side does not trust the other's certificate. */
    CERTIFICATE,
    /** The connection broke. */
    CUT,
    /** 401. */
    UNAUTHORIZED,
    /** 403. */
    FORBIDDEN,
    /** 410: what was asked about is too old. Normal in watches: read anew. */
    GONE,
    /** Any other answer that is no success. */
    ANSWER,
    /** A success that cannot be read. */
    UNREADABLE,
    /** Something else. */
    OTHER
  }

  private static final int LONGEST_CHAIN = 20;

  /** The problem behind whatever was thrown, looking through its causes. */
  public static ApiFailure of(Throwable thrown, RequestAttributes call) {
    List<Throwable> chain = chain(thrown);
    for (Throwable one : chain) {
      if (one instanceof KubernetesClientException answered && answered.getCode() > 0) {
        return answered(answered.getCode(), ServerWords.of(answered), call);
      }
    }
    return ConnectionFailures.find(chain)
        .orElseGet(
            () ->
                new ApiFailure(
                    Kind.OTHER,
                    "could not "
                        + call.verb()
                        + " "
                        + call.fullResource()
                        + ": "
                        + chain.get(chain.size() - 1).getClass().getSimpleName()));
  }

  /** The problem of an answer of which no more is known than its status code. */
  public static ApiFailure ofCode(int code, RequestAttributes call) {
    return answered(code, Optional.empty(), call);
  }

  private static ApiFailure answered(int code, Optional<String> words, RequestAttributes call) {
    String what = call.verb() + " " + call.fullResource();
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
                  + call.verb()
                  + "' on '"
                  + call.resource()
                  + "'"
                  + (call.group().isEmpty() ? "" : " of the API group '" + call.group() + "'"));
      case 410 ->
          new ApiFailure(
              Kind.GONE, "what was known of " + call.fullResource() + " is too old (410)");
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
