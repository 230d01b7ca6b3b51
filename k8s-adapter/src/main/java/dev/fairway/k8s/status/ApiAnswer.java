package dev.fairway.k8s.status;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one request.
 *
 * @param outcome in one word
 * @param resourceVersion of the object after it was written; empty unless it was
 * @param problem one sentence without secrets; empty unless it failed
 * @param retryAfter how long the API server asked to be left alone
 */
record ApiAnswer(
    Outcome outcome, String resourceVersion, String problem, Optional<Duration> retryAfter) {

  /** What became of it. */
  enum Outcome {
    /** The API server has it. */
    WRITTEN,
    /** The object, or its namespace, is not there any more: nobody misses it. */
    GONE,
    /** It was refused, or no answer came; it may have been written all the same. */
    FAILED
  }

  static ApiAnswer written(String resourceVersion) {
    return new ApiAnswer(Outcome.WRITTEN, resourceVersion, "", Optional.empty());
  }

  static ApiAnswer gone() {
    return new ApiAnswer(Outcome.GONE, "", "", Optional.empty());
  }

  static ApiAnswer failed(String problem) {
    return new ApiAnswer(Outcome.FAILED, "", problem, Optional.empty());
  }

  ApiAnswer retryAfter(Duration wait) {
    return new ApiAnswer(outcome, resourceVersion, problem, Optional.of(wait));
  }
}
