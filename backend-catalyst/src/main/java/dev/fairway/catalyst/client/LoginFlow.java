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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.FormBody;

/**
 * The requests of one login, and of the way into a tenant. Throws {@link ManagerException}, with
 * reason {@code UNAUTHORIZED} where the same login would fail again.
 */
final class LoginFlow implements ManagerLogin.Visitor<SessionCredentials> {

  private static final String AUTHORIZATION = "Authorization";
  private static final String XSRF = "X-XSRF-TOKEN";
  private static final List<String> TENANT_NAMES = List.of("name", "subDomain", "tenantId");

  private final ManagerTransport transport;
  private final CallContext call;

  LoginFlow(ManagerTransport transport, CallContext call) {
    this.transport = transport;
    this.call = call;
  }

  /** A form; an empty response with a cookie is success, a page is not. */
  @Override
  public SessionCredentials form(FormLogin login) {
    ManagerRequest request =
        ManagerRequest.ofSession(
            "POST",
            "/j_security_check",
            Optional.of(
                new FormBody.Builder()
                    .add("j_username", login.user())
                    .add("j_password", login.password().reveal())
                    .build()));
    SessionCredentials credentials = SessionCredentials.none();
    ManagerResponse response = transport.send(request, credentials, call);
    requireAccepted(request, response, login.user());
    if (!response.isEmpty()) {
      throw unclear(request, response);
    }
    if (!credentials.cookies().holdsSession()) {
      throw unauthorized(
          request, "no session cookie came back: does something on the way take cookies out?");
    }
    return withXsrfToken(credentials);
  }

  private void requireAccepted(ManagerRequest request, ManagerResponse response, String user) {
    requireNotBusy(request, response);
    String target = Objects.requireNonNullElse(response.headers().get("Location"), "");
    if (target.contains("passwordReset")) {
      throw unauthorized(request, "user '" + user + "' must change its first password");
    }
    if (response.status() / 100 == 3) {
      throw unauthorized(request, "answered by a redirect: is this the Manager's address?");
    }
    boolean page = response.successful() && response.html();
    if (page || response.status() == 401 || response.status() == 403) {
      throw unauthorized(
          request, "the Manager does not accept user '" + user + "' with this password");
    }
    if (!response.successful()) {
      throw unclear(request, response);
    }
  }

  /** A token, and the XSRF token of writes, both in the response. */
  @Override
  public SessionCredentials jwt(JwtLogin login) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("username", login.user()).put("password", login.password().reveal());
    ManagerRequest request =
        ManagerRequest.ofSession("POST", "/jwt/login", Optional.of(ManagerRequest.json(body)));
    ManagerResponse response = transport.send(request, SessionCredentials.none(), call);
    if (response.status() == 404) {
      throw unauthorized(request, "404, releases before 20.18 know no JWT: use login 'session'");
    }
    requireAccepted(request, response, login.user());
    JsonNode json =
        WireJson.tryParse(response.body()).orElseThrow(() -> unclear(request, response));
    String token = json.path("token").asText("");
    String csrf = json.path("csrf").asText("");
    if (!SessionCredentials.fitsHeader(token)
        || !(csrf.isEmpty() || SessionCredentials.fitsHeader(csrf))) {
      throw unclear(request, response);
    }
    SessionCredentials credentials =
        SessionCredentials.none().with(AUTHORIZATION, "Bearer " + token);
    return csrf.isEmpty() ? credentials : credentials.with(XSRF, csrf);
  }

  @Override
  public SessionCredentials apiKey(ApiKeyLogin login) {
    return withXsrfToken(
        SessionCredentials.none().with(AUTHORIZATION, "Bearer " + login.key().reveal()));
  }

  /** Adds the XSRF token of writes; releases before 19.2 have none, and answer 404. */
  private SessionCredentials withXsrfToken(SessionCredentials credentials) {
    ManagerRequest request = ManagerRequest.get("/client/token");
    ManagerResponse response = transport.send(request, credentials, call);
    requireNotBusy(request, response);
    if (response.status() == 404) {
      return credentials;
    }
    SessionExpiry.of(transport.url(request), response)
        .ifPresent(
            expiry -> {
              throw unauthorized(request, expiry.sentence());
            });
    String token = response.text(response.body().length).strip();
    if (!response.successful() || !SessionCredentials.fitsHeader(token)) {
      throw unclear(request, response);
    }
    return credentials.with(XSRF, token);
  }

  private static void requireNotBusy(ManagerRequest request, ManagerResponse response) {
    ResponseParser.refuseBusy(request, response);
    if (response.status() / 100 == 5) {
      throw ManagerException.retryable(
          Reason.UNREADABLE,
          request.name() + ": " + response.status() + " to a login",
          Optional.empty());
    }
  }

  private static ManagerException unauthorized(ManagerRequest request, String why) {
    return new ManagerException(Reason.UNAUTHORIZED, request.name() + ": " + why);
  }

  private static ManagerException unclear(ManagerRequest request, ManagerResponse response) {
    return new ManagerException(
        Reason.UNREADABLE,
        request.name() + ": " + response.status() + ", and no answer that a login has");
  }

  /** Lets a provider's session act for one tenant (multitenancy): adds the tenant's session. */
  SessionCredentials enterTenant(SessionCredentials provider, String tenant) {
    requireProvider(provider, tenant);
    JsonNode tenants = readTenancy(ManagerRequest.get("/tenant"), provider, tenant).path("data");
    String id =
        StreamSupport.stream(tenants.spliterator(), false)
            .filter(found -> isCalled(found, tenant))
            .map(found -> found.path("tenantId").asText(""))
            .filter(LoginFlow::fitsPath)
            .findFirst()
            .orElseThrow(() -> refused("there is no tenant '" + tenant + "' on the Manager"));
    ManagerRequest request = ManagerRequest.ask("/tenant/" + id + "/vsessionid", Map.of());
    String session = readTenancy(request, provider, tenant).path("VSessionId").asText("");
    if (!SessionCredentials.fitsHeader(session)) {
      throw refused("the Manager gives no session for tenant '" + tenant + "'");
    }
    return provider.with("VSessionId", session);
  }

  private void requireProvider(SessionCredentials provider, String tenant) {
    JsonNode server =
        readTenancy(ManagerRequest.get("/client/server"), provider, tenant).path("data");
    boolean ours =
        server.path("tenancyMode").asText("").equals("MultiTenant")
            && server.path("userMode").asText("").equals("provider");
    if (!ours) {
      throw refused(
          "tenant '"
              + tenant
              + "' is set, but only a provider's account of a Manager with tenants may name one");
    }
  }

  private static boolean isCalled(JsonNode found, String tenant) {
    Stream<String> names = TENANT_NAMES.stream().map(name -> found.path(name).asText(""));
    return names.anyMatch(tenant::equals);
  }

  private static boolean fitsPath(String id) {
    return id.matches("[A-Za-z0-9._-]{1,128}");
  }

  private JsonNode readTenancy(
      ManagerRequest request, SessionCredentials credentials, String tenant) {
    ManagerResponse response = transport.send(request, credentials, call);
    Optional<SessionExpiry> expiry = SessionExpiry.of(transport.url(request), response);
    if (expiry.isPresent()) {
      throw refused(
          request.name() + " for tenant '" + tenant + "': " + expiry.orElseThrow().sentence());
    }
    return ResponseParser.parse(request, response, credentials.secrets());
  }

  private static ManagerException refused(String sentence) {
    return new ManagerException(Reason.UNAUTHORIZED, sentence);
  }
}
