package dev.fairway.catalyst.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An authenticated user, with the XSRF token and the tenant sessions. Thread-safe. */
final class AuthenticatedUser {

  private final String user;
  private final String xsrfToken = RandomTokens.fresh();
  private final Map<String, String> tenants = new ConcurrentHashMap<>();

  AuthenticatedUser(String user) {
    this.user = user;
  }

  String user() {
    return user;
  }

  /** The token that each write must carry. */
  String xsrfToken() {
    return xsrfToken;
  }

  /** Opens a session in a tenant, and returns its id. */
  String enter(String tenantId) {
    String view = RandomTokens.fresh();
    tenants.put(view, tenantId);
    return view;
  }

  /** The tenant of such a session. */
  Optional<String> tenant(String view) {
    return Optional.ofNullable(tenants.get(view));
  }
}
