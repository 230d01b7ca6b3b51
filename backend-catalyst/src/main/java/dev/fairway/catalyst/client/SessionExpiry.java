package dev.fairway.catalyst.client;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The responses by which the Manager shows that a session has expired. Which one depends on release
 * and path; with each of them the request was not carried out.
 */
enum SessionExpiry {
  /** The sign-in page, with status 200. */
  SIGN_IN_PAGE("the Manager shows its sign-in page to a session that just began"),
  /** A redirect to such a page. */
  REDIRECT("the Manager sends a session that just began elsewhere"),
  /** The session cookie is expired. */
  COOKIE_TAKEN("the Manager ends a session that just began"),
  /** Status 401. */
  NOT_KNOWN("the Manager does not accept our credentials"),
  /** Status 403: not known, or known and not allowed. */
  FORBIDDEN("our user probably lacks the role for it");

  private final String sentence;

  SessionExpiry(String sentence) {
    this.sentence = sentence;
  }

  /** The message for a request that met it right after a login. */
  String sentence() {
    return sentence;
  }

  /** The sign of an expired session in a response; empty where the session is alive. */
  static Optional<SessionExpiry> of(HttpUrl url, ManagerResponse response) {
    if (response.status() == 401) {
      return Optional.of(NOT_KNOWN);
    }
    if (response.status() == 403) {
      return Optional.of(FORBIDDEN);
    }
    if (response.status() / 100 == 3) {
      return Optional.of(REDIRECT);
    }
    if (SessionCookies.endsSession(url, response.headers())) {
      return Optional.of(COOKIE_TAKEN);
    }
    return response.successful() && response.html() && !response.startingPage()
        ? Optional.of(SIGN_IN_PAGE)
        : Optional.empty();
  }
}
