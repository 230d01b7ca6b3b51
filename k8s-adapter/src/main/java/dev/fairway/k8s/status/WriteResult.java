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
record WriteResult(
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

  static WriteResult written(String resourceVersion) {
    return new WriteResult(Outcome.WRITTEN, resourceVersion, "", Optional.empty());
  }

  static WriteResult gone() {
    return new WriteResult(Outcome.GONE, "", "", Optional.empty());
  }

  static WriteResult failed(String problem) {
    return new WriteResult(Outcome.FAILED, "", problem, Optional.empty());
  }

  WriteResult retryAfter(Duration wait) {
    return new WriteResult(outcome, resourceVersion, problem, Optional.of(wait));
  }
}
