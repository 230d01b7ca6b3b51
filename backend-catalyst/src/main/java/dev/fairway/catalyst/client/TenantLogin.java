package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.CallContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The requests by which a provider's session comes to act for one tenant (multitenancy). */
final class TenantLogin {

  private static final List<String> NAMES = List.of("name", "subDomain", "tenantId");

  private final ManagerTransport transport;
  private final CallContext call;

  TenantLogin(ManagerTransport transport, CallContext call) {
    this.transport = transport;
    this.call = call;
  }

  /** The provider's credentials, with the session of the tenant. */
  SessionCredentials enter(SessionCredentials provider, String tenant) {
    requireProvider(provider, tenant);
    JsonNode tenants = read(ManagerRequest.get("/tenant"), provider, tenant).path("data");
    String id =
        StreamSupport.stream(tenants.spliterator(), false)
            .filter(found -> isCalled(found, tenant))
            .map(found -> found.path("tenantId").asText(""))
            .filter(TenantLogin::fitsPath)
            .findFirst()
            .orElseThrow(() -> refused("there is no tenant '" + tenant + "' on the Manager"));
    ManagerRequest request = ManagerRequest.ask("/tenant/" + id + "/vsessionid", Map.of());
    String session = read(request, provider, tenant).path("VSessionId").asText("");
    if (!SessionCredentials.fitsHeader(session)) {
      throw refused("the Manager gives no session for tenant '" + tenant + "'");
    }
    return provider.with("VSessionId", session);
  }

  private void requireProvider(SessionCredentials provider, String tenant) {
    JsonNode server = read(ManagerRequest.get("/client/server"), provider, tenant).path("data");
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
    Stream<String> names = NAMES.stream().map(name -> found.path(name).asText(""));
    return names.anyMatch(tenant::equals);
  }

  private static boolean fitsPath(String id) {
    return id.matches("[A-Za-z0-9._-]{1,128}");
  }

  private JsonNode read(ManagerRequest request, SessionCredentials credentials, String tenant) {
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
