package dev.fairway.catalyst.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Who may come in: logins, and whose a request is. Thread-safe. */
final class ManagerDoor {

  private static final String BEARER = "Bearer ";

  private final SimulatorSettings settings;
  private final OpenSessions sessions;
  private final JwtTokens tokens;
  private final Supplier<DeadSessionFace> face;
  private final SortedMap<String, Caller> keys = new TreeMap<>();

  ManagerDoor(
      SimulatorSettings settings,
      OpenSessions sessions,
      JwtTokens tokens,
      Supplier<DeadSessionFace> face) {
    this.settings = settings;
    this.sessions = sessions;
    this.tokens = tokens;
    this.face = face;
    settings.apiKeys().forEach((key, user) -> keys.put(key, new Caller(user)));
  }

  /** {@code POST /j_security_check}: says nothing where all is well, and shows a page else. */
  FrontAnswer login(FrontRequest request) {
    if (!request.contentType().equals("application/x-www-form-urlencoded")) {
      return refusedLogin();
    }
    SortedMap<String, String> form =
        FormText.parse(StandardCharsets.UTF_8.decode(request.body().duplicate()).toString());
    String user = form.getOrDefault("j_username", "");
    if (!isRight(user, form.getOrDefault("j_password", ""))) {
      return refusedLogin();
    }
    OpenSession session = sessions.begin(user);
    return FrontAnswer.empty(200).with("Set-Cookie", SessionCookie.set(session.id()));
  }

  boolean isRight(String user, String password) {
    return Optional.ofNullable(settings.passwords().get(user))
        .filter(right -> Secrets.same(right, password))
        .isPresent();
  }

  /** Also gives a cookie, of a session of nobody. */
  private static FrontAnswer refusedLogin() {
    return HtmlPages.login().with("Set-Cookie", SessionCookie.set(Secrets.fresh()));
  }

  /** Ends the session of a request, if it has one. */
  void logout(FrontRequest request) {
    SessionCookie.in(request.all("cookie")).ifPresent(sessions::end);
  }

  /**
   * Whose request this is.
   *
   * @throws RequestRefused where it is nobody's, or a write without its token
   */
  Caller caller(FrontRequest request) {
    Caller caller = request.header("authorization").map(this::bearer).orElseGet(() -> of(request));
    boolean guarded = settings.release().hasXsrfToken() && request.needsXsrfToken();
    String token = request.header("x-xsrf-token").orElse("");
    if (guarded && !Secrets.same(caller.xsrfToken(), token)) {
      throw new RequestRefused(HtmlPages.error(403, "Forbidden"));
    }
    return caller;
  }

  private Caller bearer(String header) {
    return Optional.of(header)
        .filter(text -> text.startsWith(BEARER))
        .map(text -> text.substring(BEARER.length()))
        .flatMap(token -> Optional.ofNullable(keys.get(token)).or(() -> tokens.caller(token)))
        .orElseThrow(() -> new RequestRefused(HtmlPages.error(401, "Unauthorized")));
  }

  private Caller of(FrontRequest request) {
    return SessionCookie.in(request.all("cookie"))
        .flatMap(sessions::use)
        .orElseThrow(() -> new RequestRefused(face.get().answer()));
  }
}
