package dev.fairway.embedded;

/** A number of requests that are answered with an error. Guarded by the weather. */
final class Refusal {

  private final RequestMatcher match;
  private final ApiStatusException failure;
  private int left;

  Refusal(RequestMatcher match, int times, ApiStatusException failure) {
    this.match = match;
    this.left = times;
    this.failure = failure;
  }

  static ApiStatusException failure(int code) {
    return switch (code) {
      case 429 ->
          ApiStatusException.of(
                  429, "TooManyRequests", "the server has received too many requests, please retry")
              .retryAfter(1);
      case 500 ->
          ApiStatusException.of(500, "InternalError", "Internal error occurred: scripted weather");
      case 503 ->
          ApiStatusException.of(
              503, "ServiceUnavailable", "the server is currently unable to handle the request");
      default -> throw new IllegalArgumentException("code " + code + " is not 429, 500 or 503");
    };
  }

  boolean takes(ApiRequest request) {
    return left > 0 && match.matches(request) && left-- > 0;
  }

  boolean isOver() {
    return left <= 0;
  }

  ApiStatusException failure() {
    return failure;
  }
}
