package dev.fairway.catalyst.client;

import java.net.URI;
import java.util.Optional;

/**
 * The options of a connection to the Manager: its address, the login, TLS trust, timeouts and rate
 * limits. {@link #toString()} holds no secret.
 *
 * @param base {@code https://HOST} or {@code https://HOST:PORT}
 * @param login the account and the way of its login
 * @param tenant the tenant, by name, subdomain or id, that a provider's account acts for; empty: as
 *     the account is
 * @param caPem the certificates that are trusted in place of the machine's, as PEM
 * @param insecure true: the TLS certificate is not verified
 * @param limits of one request
 * @param rateLimits of all requests
 */
public record ConnectionOptions(
    URI base,
    ManagerLogin login,
    Optional<String> tenant,
    Optional<String> caPem,
    boolean insecure,
    RequestLimits limits,
    RequestRateLimits rateLimits) {

  /**
   * Refuses an address that is not HTTPS or is more than a host and a port, an empty tenant,
   * certificates that are none, and certificates where nothing is verified.
   */
  public ConnectionOptions {
    requireAddress(base);
    if (tenant.isPresent() && tenant.get().isBlank()) {
      throw new IllegalArgumentException("the tenant has no name");
    }
    if (insecure && caPem.isPresent()) {
      throw new IllegalArgumentException(
          "insecure with trusted certificates: leave one of the two out");
    }
    caPem.ifPresent(TlsTrust::parse);
  }

  /**
   * The default options of the Manager at an address.
   *
   * @throws IllegalArgumentException where it is not as {@link ConnectionOptions} needs it
   */
  public static ConnectionOptions to(String address, ManagerLogin login) {
    URI base;
    try {
      base = URI.create(address.strip());
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("the Manager's address is no URL", malformed);
    }
    return new ConnectionOptions(
        base,
        login,
        Optional.empty(),
        Optional.empty(),
        false,
        RequestLimits.DEFAULT,
        RequestRateLimits.DEFAULT);
  }

  private static void requireAddress(URI base) {
    String host = base.getHost();
    if (host == null || base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the Manager's address must be https://HOST or https://HOST:PORT, without a user");
    }
    if (!"https".equalsIgnoreCase(base.getScheme())) {
      throw new IllegalArgumentException(
          "the Manager's address must begin with https://; over "
              + base.getScheme()
              + ":// everybody on the way could read the password");
    }
    String path = base.getRawPath();
    boolean bare = path == null || path.isEmpty() || path.equals("/");
    if (!bare || base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the Manager's address ends after host and port, as in https://" + host);
    }
  }

  /** The same for a tenant. */
  public ConnectionOptions withTenant(String other) {
    return new ConnectionOptions(
        base, login, Optional.of(other), caPem, insecure, limits, rateLimits);
  }

  /** The same with certificates to trust. */
  public ConnectionOptions withCaPem(String pem) {
    return new ConnectionOptions(
        base, login, tenant, Optional.of(pem), insecure, limits, rateLimits);
  }

  /** The same without TLS verification: for laboratories only. */
  public ConnectionOptions withoutVerification() {
    return new ConnectionOptions(base, login, tenant, caPem, true, limits, rateLimits);
  }

  /** The same with other limits. */
  public ConnectionOptions withLimits(RequestLimits other) {
    return new ConnectionOptions(base, login, tenant, caPem, insecure, other, rateLimits);
  }

  /** The same with other rate limits. */
  public ConnectionOptions withRateLimits(RequestRateLimits other) {
    return new ConnectionOptions(base, login, tenant, caPem, insecure, limits, other);
  }
}
