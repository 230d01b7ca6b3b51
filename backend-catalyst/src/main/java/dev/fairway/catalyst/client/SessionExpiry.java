package dev.fairway.catalyst.client;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The faces of a session that is over. Which one shows depends on release and path; with each of
 * them the request was not carried out.
 */
enum SessionExpiry {
  /** A page to sign in, with a status that says all is well. */
  SIGN_IN_PAGE("the Manager shows its sign-in page to a session that just began"),
  /** The way to such a page. */
  REDIRECT("the Manager sends a session that just began elsewhere"),
  /** The session's cookie is taken away. */
  COOKIE_TAKEN("the Manager ends a session that just began"),
  /** Not known. */
  NOT_KNOWN("the Manager does not accept our credentials"),
  /** Not known, or known and not allowed. */
  FORBIDDEN("our user probably lacks the role for it");

  private final String sentence;

  SessionExpiry(String sentence) {
    this.sentence = sentence;
  }

  /** Why it failed, where it did so right after a login. */
  String sentence() {
    return sentence;
  }

  static Optional<SessionExpiry> of(HttpUrl url, ManagerResponse answer) {
    if (answer.status() == 401) {
      return Optional.of(NOT_KNOWN);
    }
    if (answer.status() == 403) {
      return Optional.of(FORBIDDEN);
    }
    if (answer.status() / 100 == 3) {
      return Optional.of(REDIRECT);
    }
    if (SessionCookies.endsSession(url, answer.headers())) {
      return Optional.of(COOKIE_TAKEN);
    }
    return answer.successful() && answer.html() && !answer.startingPage()
        ? Optional.of(SIGN_IN_PAGE)
        : Optional.empty();
  }
}
