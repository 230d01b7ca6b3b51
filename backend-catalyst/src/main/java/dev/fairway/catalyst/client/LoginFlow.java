package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.catalyst.client.ManagerLogin.ApiKeyLogin;
import dev.fairway.catalyst.client.ManagerLogin.FormLogin;
import dev.fairway.catalyst.client.ManagerLogin.JwtLogin;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.spi.CallContext;
import java.util.Objects;
import java.util.Optional;
import okhttp3.FormBody;

/**
 * One login, step by step. Throws {@link ManagerException}, of kind {@code UNAUTHORIZED} where the
 * same login would fail again.
 */
final class LoginFlow implements ManagerLogin.Ways<SessionCredentials> {

  private static final String AUTHORIZATION = "Authorization";
  private static final String XSRF = "X-XSRF-TOKEN";

  private final ManagerTransport line;
  private final CallContext call;

  LoginFlow(ManagerTransport line, CallContext call) {
    this.line = line;
    this.call = call;
  }

  /** A form; an empty answer with a cookie is success, a page is not. */
  @Override
  public SessionCredentials session(FormLogin login) {
    ManagerRequest request =
        ManagerRequest.aside(
            "POST",
            "/j_security_check",
            Optional.of(
                new FormBody.Builder()
                    .add("j_username", login.user())
                    .add("j_password", login.password().reveal())
                    .build()));
    SessionCredentials marks = SessionCredentials.none();
    ManagerResponse answer = line.send(request, marks, call);
    requireAccepted(request, answer, login.user());
    if (!answer.isEmpty()) {
      throw unclear(request, answer);
    }
    if (!marks.cookies().holdsSession()) {
      throw unauthorized(
          request, "no session cookie came back: does something on the way take cookies out?");
    }
    return withToken(marks);
  }

  private void requireAccepted(ManagerRequest request, ManagerResponse answer, String user) {
    requireCalm(request, answer);
    String target = Objects.requireNonNullElse(answer.headers().get("Location"), "");
    if (target.contains("passwordReset")) {
      throw unauthorized(request, "user '" + user + "' must change its first password");
    }
    if (answer.status() / 100 == 3) {
      throw unauthorized(request, "answered by a redirect: is this the Manager's address?");
    }
    boolean page = answer.successful() && answer.html();
    if (page || answer.status() == 401 || answer.status() == 403) {
      throw unauthorized(
          request, "the Manager does not accept user '" + user + "' with this password");
    }
    if (!answer.successful()) {
      throw unclear(request, answer);
    }
  }

  /** A token and what guards writes, both in the answer. */
  @Override
  public SessionCredentials jwt(JwtLogin login) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("username", login.user()).put("password", login.password().reveal());
    ManagerRequest request =
        ManagerRequest.aside("POST", "/jwt/login", Optional.of(ManagerRequest.json(body)));
    ManagerResponse answer = line.send(request, SessionCredentials.none(), call);
    if (answer.status() == 404) {
      throw unauthorized(request, "404, releases before 20.18 know no JWT: use login 'session'");
    }
    requireAccepted(request, answer, login.user());
    JsonNode json = WireJson.tryParse(answer.body()).orElseThrow(() -> unclear(request, answer));
    String token = json.path("token").asText("");
    String csrf = json.path("csrf").asText("");
    if (!SessionCredentials.fitsHeader(token)
        || !(csrf.isEmpty() || SessionCredentials.fitsHeader(csrf))) {
      throw unclear(request, answer);
    }
    SessionCredentials marks = SessionCredentials.none().with(AUTHORIZATION, "Bearer " + token);
    return csrf.isEmpty() ? marks : marks.with(XSRF, csrf);
  }

  @Override
  public SessionCredentials apiKey(ApiKeyLogin login) {
    return withToken(
        SessionCredentials.none().with(AUTHORIZATION, "Bearer " + login.key().reveal()));
  }

  /** What guards writes; releases before 19.2 have none, and answer 404. */
  private SessionCredentials withToken(SessionCredentials marks) {
    ManagerRequest request = ManagerRequest.get("/client/token");
    ManagerResponse answer = line.send(request, marks, call);
    requireCalm(request, answer);
    if (answer.status() == 404) {
      return marks;
    }
    SessionExpiry.of(line.url(request), answer)
        .ifPresent(
            face -> {
              throw unauthorized(request, face.sentence());
            });
    String token = answer.text(answer.body().length).strip();
    if (!answer.successful() || !SessionCredentials.fitsHeader(token)) {
      throw unclear(request, answer);
    }
    return marks.with(XSRF, token);
  }

  private static void requireCalm(ManagerRequest request, ManagerResponse answer) {
    ResponseParser.refuseBusy(request, answer);
    if (answer.status() / 100 == 5) {
      throw ManagerException.retryable(
          Reason.UNREADABLE,
          request.name() + ": " + answer.status() + " to a login",
          Optional.empty());
    }
  }

  private static ManagerException unauthorized(ManagerRequest request, String why) {
    return new ManagerException(Reason.UNAUTHORIZED, request.name() + ": " + why);
  }

  private static ManagerException unclear(ManagerRequest request, ManagerResponse answer) {
    return new ManagerException(
        Reason.UNREADABLE,
        request.name() + ": " + answer.status() + ", and no answer that a login has");
  }
}
