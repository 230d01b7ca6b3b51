package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.ManagerModel;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The builder of {@link SimulatorSettings}. An invalid value is refused with an
 * IllegalArgumentException that names the value and what would be right, at the latest by {@link
 * #build}. One thread.
 */
public final class SimulatorSettingsBuilder {

  private SimulatorClock clock = SimulatorClock.system();
  private String address = "127.0.0.1";
  private int port;
  private final SortedSet<String> names = new TreeSet<>();
  private final SortedMap<String, String> passwords = new TreeMap<>();
  private final SortedMap<String, String> apiKeys = new TreeMap<>();
  private Optional<Boolean> jwt = Optional.empty();
  private SimulatedRelease release = SimulatedRelease.parse("20.12.3");
  private final List<SimulatedTenant> tenants = new ArrayList<>();
  private SessionLimits sessions =
      new SessionLimits(
          100, Duration.ofMinutes(30), Duration.ofHours(24), ExpiredSessionResponse.LOGIN_PAGE);
  private Optional<RateLimits> rateLimits = Optional.empty();
  private int largestBody = 16 * 1024 * 1024;

  SimulatorSettingsBuilder() {}

  /** The time by which sessions end and requests are counted; else the machine's. */
  public SimulatorSettingsBuilder clock(SimulatorClock time) {
    clock = time;
    return this;
  }

  /** Where to listen: an address or name of this machine; else 127.0.0.1. */
  public SimulatorSettingsBuilder address(String where) {
    if (where.isBlank()) {
      throw new IllegalArgumentException(
          "address '" + where + "': must be an address of this machine, such as 127.0.0.1");
    }
    address = where;
    return this;
  }

  /** Which port; else any that is free. */
  public SimulatorSettingsBuilder port(int number) {
    port = number;
    return this;
  }

  /** A further name or address for the certificate, by which clients reach this. */
  public SimulatorSettingsBuilder alsoNamed(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "name '" + name + "' for the certificate: must be a host's name or an address");
    }
    names.add(name);
    return this;
  }

  /** A user who may log in; without any, {@code admin} with password {@code admin}. */
  public SimulatorSettingsBuilder user(String user, String password) {
    if (user.isBlank() || password.isEmpty()) {
      throw new IllegalArgumentException("user '" + user + "': needs a name and a password");
    }
    passwords.put(user, password);
    return this;
  }

  /** A key that stands for a user, sent as {@code Authorization: Bearer KEY}. */
  public SimulatorSettingsBuilder apiKey(String key, String user) {
    if (key.isBlank() || user.isBlank()) {
      throw new IllegalArgumentException("API key of user '" + user + "': needs a key and a user");
    }
    apiKeys.put(key, user);
    return this;
  }

  /** Whether there is a login by JWT; else as the release has it. */
  public SimulatorSettingsBuilder jwt(boolean on) {
    jwt = Optional.of(on);
    return this;
  }

  /** Which release to say and to be like. */
  public SimulatorSettingsBuilder release(String text) {
    release = SimulatedRelease.parse(text);
    return this;
  }

  /** One more tenant; the users then see the Manager as its provider. */
  public SimulatorSettingsBuilder tenant(String id, String name, ManagerModel model) {
    if (tenants.stream().anyMatch(known -> known.id().equals(id))) {
      throw new IllegalArgumentException("tenant id '" + id + "': must differ from all others");
    }
    tenants.add(new SimulatedTenant(id, name, name + ".example.com", model));
    return this;
  }

  /** How many sessions there may be at once; else 100. */
  public SimulatorSettingsBuilder sessionLimit(int limit) {
    sessions = new SessionLimits(limit, sessions.idle(), sessions.life(), sessions.face());
    return this;
  }

  /** After how long without use a session ends; else 30 minutes. */
  public SimulatorSettingsBuilder sessionIdle(Duration idle) {
    sessions = new SessionLimits(sessions.limit(), idle, sessions.life(), sessions.face());
    return this;
  }

  /** How long after the login a session ends; else 24 hours. */
  public SimulatorSettingsBuilder sessionLife(Duration life) {
    sessions = new SessionLimits(sessions.limit(), sessions.idle(), life, sessions.face());
    return this;
  }

  /** The response to requests without a session; else the login page. */
  public SimulatorSettingsBuilder expiredSession(ExpiredSessionResponse face) {
    sessions = new SessionLimits(sessions.limit(), sessions.idle(), sessions.life(), face);
    return this;
  }

  /**
   * Counts requests and answers 429 to those that are too many; else there is no limit. The
   * product's are 100 and 48.
   */
  public SimulatorSettingsBuilder rateLimits(int perSecond, int bulkPerMinute) {
    rateLimits = Optional.of(new RateLimits(perSecond, bulkPerMinute));
    return this;
  }

  /** The most bytes of a request's body; else 16 MiB. */
  public SimulatorSettingsBuilder largestBody(int bytes) {
    largestBody = bytes;
    return this;
  }

  /** The settings. */
  public SimulatorSettings build() {
    SortedMap<String, String> known = new TreeMap<>(passwords);
    if (known.isEmpty()) {
      known.put("admin", "admin");
    }
    return new SimulatorSettings(
        clock,
        address,
        port,
        names,
        known,
        apiKeys,
        jwt.orElse(release.hasJwt()),
        release,
        tenants,
        sessions,
        rateLimits,
        largestBody);
  }
}
