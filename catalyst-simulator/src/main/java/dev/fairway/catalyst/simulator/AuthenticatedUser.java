package dev.fairway.catalyst.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody whose requests are accepted as theirs. Thread-safe. */
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

  /** What their writes must bring along. */
  String xsrfToken() {
    return xsrfToken;
  }

  /** Opens a view into a tenant, and says its name. */
  String enter(String tenantId) {
    String view = RandomTokens.fresh();
    tenants.put(view, tenantId);
    return view;
  }

  /** The tenant of a view. */
  Optional<String> tenant(String view) {
    return Optional.ofNullable(tenants.get(view));
  }
}
