package dev.fairway.catalyst.simulator;

/**
 * The response to a request without a session, or of an expired one. Builds and paths of the
 * product differ in it.
 */
public enum ExpiredSessionResponse {
  /** Status 200 and the login page. */
  LOGIN_PAGE,
  /** Status 302 to that page. */
  REDIRECT,
  /** Status 200, an empty body, and a cookie that expired in 1970. */
  EXPIRED_COOKIE,
  /** Status 401. */
  UNAUTHORIZED,
  /** Status 403, as for a write without token. */
  FORBIDDEN;

  SimulatorResponse answer() {
    return switch (this) {
      case LOGIN_PAGE -> HtmlPages.login();
      case REDIRECT -> SimulatorResponse.empty(302).with("Location", "/welcome.html");
      case EXPIRED_COOKIE -> SimulatorResponse.empty(200).with("Set-Cookie", SessionCookie.EXPIRED);
      case UNAUTHORIZED -> HtmlPages.error(401, "Unauthorized");
      case FORBIDDEN -> HtmlPages.error(403, "Forbidden");
    };
  }
}
