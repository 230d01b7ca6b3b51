package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.SimulatorClock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings of a simulated Manager: its address, its users, and its HTTP behaviour. Made by
 * {@link #builder}. Their text holds no secret.
 *
 * @param address where it listens: a name or an address of this machine
 * @param port 0 for any that is free
 * @param names further names and addresses in its certificate, beside localhost and 127.0.0.1
 * @param passwords by user
 * @param apiKeys users by key
 * @param jwt whether there is a login by JWT
 * @param tenants a Manager with several tenants shows the provider's view to its users; empty: it
 *     has one
 * @param largestBody the most bytes of a request's body
 */
public record SimulatorSettings(
    SimulatorClock clock,
    String address,
    int port,
    SortedSet<String> names,
    SortedMap<String, String> passwords,
    SortedMap<String, String> apiKeys,
    boolean jwt,
    SimulatedRelease release,
    List<SimulatedTenant> tenants,
    SessionLimits sessions,
    Optional<RateLimits> rateLimits,
    int largestBody) {

  /** Checks and copies. */
  public SimulatorSettings {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    passwords = Collections.unmodifiableSortedMap(new TreeMap<>(passwords));
    apiKeys = Collections.unmodifiableSortedMap(new TreeMap<>(apiKeys));
    tenants = List.copyOf(tenants);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "port " + port + ": must be 1 to 65535, or 0 for any that is free");
    }
    if (jwt && !release.hasJwt()) {
      throw new IllegalArgumentException(
          "login by JWT with release " + release + ": needs release 20.18 or later");
    }
    if (largestBody < 1) {
      throw new IllegalArgumentException(
          "largest body " + largestBody + " bytes: must be 1 or more");
    }
  }

  /** The defaults: any free loopback port, user {@code admin}, release 20.12.3. */
  public static SimulatorSettingsBuilder builder() {
    return new SimulatorSettingsBuilder();
  }

  boolean multiTenant() {
    return !tenants.isEmpty();
  }

  @Override
  public String toString() {
    return "Manager "
        + release
        + " on "
        + address
        + ":"
        + port
        + " for "
        + passwords.keySet()
        + (multiTenant() ? ", " + tenants.size() + " tenants" : "");
  }
}
