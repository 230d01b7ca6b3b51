package dev.fairway.embedded;

/** A list that is broken off. Guarded by the weather. */
final class ListCut {

  private final RequestMatcher match;
  private final int bytes;
  private int left;

  ListCut(RequestMatcher match, int page, int bytes) {
    if (page < 1 || bytes < 0) {
      throw new IllegalArgumentException("page " + page + ", " + bytes + " bytes");
    }
    this.match = match;
    this.left = page;
    this.bytes = bytes;
  }

  /** After how many bytes the answer to a request is broken off. */
  int after(ApiRequest request) {
    return left > 0 && match.matches(request) && --left == 0 ? bytes : Integer.MAX_VALUE;
  }

  boolean isOver() {
    return left <= 0;
  }
}
