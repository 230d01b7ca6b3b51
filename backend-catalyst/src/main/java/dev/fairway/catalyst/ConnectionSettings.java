package dev.fairway.catalyst;

import dev.fairway.catalyst.client.ConnectionOptions;
import dev.fairway.catalyst.client.ManagerLogin;
import dev.fairway.catalyst.client.RequestLimits;
import dev.fairway.catalyst.client.RequestRateLimits;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.Secret;
import dev.fairway.spi.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The reader of the settings of the connection: address, login, TLS, timeouts and rate limits. */
final class ConnectionSettings {

  private final BackendSettings settings;

  private ConnectionSettings(BackendSettings settings) {
    this.settings = settings;
  }

  /**
   * The options of the connection.
   *
   * @throws SettingException naming the setting and what would be right
   */
  static ConnectionOptions read(BackendSettings settings) {
    return new ConnectionSettings(settings).options();
  }

  private ConnectionOptions options() {
    String url = settings.requiredText(CatalystSettingKeys.URL);
    ManagerLogin login = login();
    ConnectionOptions options =
        named(CatalystSettingKeys.URL, () -> ConnectionOptions.to(url, login));
    Optional<String> ca = file(CatalystSettingKeys.CA_FILE);
    if (ca.isPresent()) {
      ConnectionOptions platformTrust = options;
      options = named(CatalystSettingKeys.CA_FILE, () -> platformTrust.withCaPem(ca.get()));
    }
    if (settings.flag(CatalystSettingKeys.INSECURE, false)) {
      options = named(CatalystSettingKeys.INSECURE, options::withoutVerification);
    }
    Optional<String> tenant = settings.text(CatalystSettingKeys.TENANT);
    if (tenant.isPresent()) {
      ConnectionOptions provider = options;
      options = named(CatalystSettingKeys.TENANT, () -> provider.withTenant(tenant.get()));
    }
    return options.withLimits(limits()).withRateLimits(rateLimits());
  }

  /** Adds the name of the setting to a refusal of the client. */
  private static <T> T named(String setting, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException refused) {
      throw new SettingException(setting, String.valueOf(refused.getMessage()));
    }
  }

  private ManagerLogin login() {
    Optional<String> token = fileLine(CatalystSettingKeys.TOKEN_FILE);
    if (token.isPresent()) {
      refuseBeside(CatalystSettingKeys.TOKEN_FILE);
      return named(
          CatalystSettingKeys.TOKEN_FILE,
          () -> new ManagerLogin.ApiKeyLogin(new Secret(token.get())));
    }
    String user = settings.requiredText(CatalystSettingKeys.USERNAME);
    Secret password = password();
    String way = settings.text(CatalystSettingKeys.LOGIN).orElse("session");
    return switch (way) {
      case "session" -> new ManagerLogin.FormLogin(user, password);
      case "jwt" -> new ManagerLogin.JwtLogin(user, password);
      default ->
          throw new SettingException(
              CatalystSettingKeys.LOGIN, "'" + way + "' is not session or jwt");
    };
  }

  private void refuseBeside(String token) {
    for (String other :
        List.of(
            CatalystSettingKeys.USERNAME,
            CatalystSettingKeys.PASSWORD,
            CatalystSettingKeys.PASSWORD_FILE,
            CatalystSettingKeys.LOGIN)) {
      if (settings.text(other).isPresent()) {
        throw new SettingException(
            other, "stands beside '" + token + "', which needs no other; leave one of them out");
      }
    }
  }

  private Secret password() {
    Optional<Secret> given = settings.secret(CatalystSettingKeys.PASSWORD);
    Optional<Secret> fromFile = fileLine(CatalystSettingKeys.PASSWORD_FILE).map(Secret::new);
    if (given.isPresent() && fromFile.isPresent()) {
      throw new SettingException(
          CatalystSettingKeys.PASSWORD,
          "stands beside '" + CatalystSettingKeys.PASSWORD_FILE + "'; leave one of them out");
    }
    return given
        .filter(secret -> !secret.reveal().isEmpty())
        .or(() -> fromFile)
        .orElseThrow(
            () ->
                new SettingException(
                    CatalystSettingKeys.PASSWORD,
                    "must be set, or '"
                        + CatalystSettingKeys.PASSWORD_FILE
                        + "' must name a file"));
  }

  /** The text of the file that a setting names; no message repeats any of it. */
  private Optional<String> file(String name) {
    return settings.path(name).map(path -> readFile(name, path));
  }

  private static String readFile(String name, Path path) {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw new SettingException(
          name,
          "file "
              + path
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); it must be a text file that this user may read");
    }
  }

  /** The one line of a file, stripped. */
  private Optional<String> fileLine(String name) {
    Optional<String> line = file(name).map(String::strip);
    if (line.isPresent() && (line.get().isEmpty() || line.get().lines().count() > 1)) {
      throw new SettingException(name, "the file must hold one line and no more");
    }
    return line;
  }

  private RequestLimits limits() {
    RequestLimits usual = RequestLimits.DEFAULT;
    Duration request = positive(CatalystSettingKeys.REQUEST_TIMEOUT, usual.request());
    return new RequestLimits(usual.connect(), request, usual.bodyBytes());
  }

  private RequestRateLimits rateLimits() {
    RequestRateLimits usual = RequestRateLimits.DEFAULT;
    Duration backoff = positive(CatalystSettingKeys.RETRY_AFTER, usual.busyBackoff());
    return new RequestRateLimits(usual.perSecond(), usual.bulkPerMinute(), backoff);
  }

  private Duration positive(String name, Duration otherwise) {
    Duration duration = settings.duration(name, otherwise);
    if (duration.isZero()) {
      throw new SettingException(name, "must be longer than nothing, as in 500ms, 30s, 5m");
    }
    return duration;
  }
}
