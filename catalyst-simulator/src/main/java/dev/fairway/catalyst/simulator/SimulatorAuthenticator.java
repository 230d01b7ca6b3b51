package dev.fairway.catalyst.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Authentication: logins, and the user of each request. Thread-safe. */
final class SimulatorAuthenticator {

  private static final String BEARER = "Bearer ";

  private final SimulatorSettings settings;
  private final SessionStore sessions;
  private final JwtTokens tokens;
  private final Supplier<ExpiredSessionResponse> face;
  private final SortedMap<String, AuthenticatedUser> keys = new TreeMap<>();

  SimulatorAuthenticator(
      SimulatorSettings settings,
      SessionStore sessions,
      JwtTokens tokens,
      Supplier<ExpiredSessionResponse> face) {
    this.settings = settings;
    this.sessions = sessions;
    this.tokens = tokens;
    this.face = face;
    settings.apiKeys().forEach((key, user) -> keys.put(key, new AuthenticatedUser(user)));
  }

  /** {@code POST /j_security_check}: says nothing where all is well, and shows a page else. */
  SimulatorResponse login(SimulatorRequest request) {
    if (!request.contentType().equals("application/x-www-form-urlencoded")) {
      return refusedLogin();
    }
    SortedMap<String, List<String>> form =
        FormDecoder.parse(StandardCharsets.UTF_8.decode(request.body().duplicate()).toString());
    String user = FormDecoder.one(form, "j_username");
    if (!isRight(user, FormDecoder.one(form, "j_password"))) {
      return refusedLogin();
    }
    ServerSession session = sessions.begin(user);
    return SimulatorResponse.empty(200).with("Set-Cookie", SessionCookie.set(session.id()));
  }

  boolean isRight(String user, String password) {
    return Optional.ofNullable(settings.passwords().get(user))
        .filter(right -> RandomTokens.same(right, password))
        .isPresent();
  }

  /** Also sets a session cookie, of no session. */
  private static SimulatorResponse refusedLogin() {
    return HtmlPages.login().with("Set-Cookie", SessionCookie.set(RandomTokens.fresh()));
  }

  /** Ends the session of a request, if it has one. */
  void logout(SimulatorRequest request) {
    SessionCookie.in(request.all("cookie")).ifPresent(sessions::end);
  }

  /**
   * The user of a request.
   *
   * @throws RefusedRequestException where there is no session, or a write lacks its XSRF token
   */
  AuthenticatedUser caller(SimulatorRequest request) {
    AuthenticatedUser caller =
        request.header("authorization").map(this::bearer).orElseGet(() -> of(request));
    boolean guarded = settings.release().hasXsrfToken() && request.needsXsrfToken();
    String token = request.header("x-xsrf-token").orElse("");
    if (guarded && !RandomTokens.same(caller.xsrfToken(), token)) {
      throw new RefusedRequestException(HtmlPages.error(403, "Forbidden"));
    }
    return caller;
  }

  private AuthenticatedUser bearer(String header) {
    return Optional.of(header)
        .filter(text -> text.startsWith(BEARER))
        .map(text -> text.substring(BEARER.length()))
        .flatMap(token -> Optional.ofNullable(keys.get(token)).or(() -> tokens.caller(token)))
        .orElseThrow(() -> new RefusedRequestException(HtmlPages.error(401, "Unauthorized")));
  }

  private AuthenticatedUser of(SimulatorRequest request) {
    return SessionCookie.in(request.all("cookie"))
        .flatMap(sessions::use)
        .orElseThrow(() -> new RefusedRequestException(face.get().answer()));
  }
}
