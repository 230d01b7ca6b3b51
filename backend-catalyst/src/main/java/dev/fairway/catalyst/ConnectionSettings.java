package dev.fairway.catalyst;

import dev.fairway.catalyst.client.ConnectionOptions;
import dev.fairway.catalyst.client.ManagerLogin;
import dev.fairway.catalyst.client.RequestLimits;
import dev.fairway.catalyst.client.RequestRateLimits;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.Secret;
import dev.fairway.spi.SettingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads where the Manager is and who we are to it. */
final class ConnectionSettings {

  private final BackendSettings settings;

  private ConnectionSettings(BackendSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads.
   *
   * @throws SettingException naming the setting and what would be right
   */
  static ConnectionOptions read(BackendSettings settings) {
    return new ConnectionSettings(settings).access();
  }

  private ConnectionOptions access() {
    String url = settings.requiredText(CatalystSettingKeys.URL);
    ManagerLogin login = login();
    ConnectionOptions access =
        named(CatalystSettingKeys.URL, () -> ConnectionOptions.to(url, login));
    Optional<String> ca = SettingFile.text(settings, CatalystSettingKeys.CA_FILE);
    if (ca.isPresent()) {
      ConnectionOptions usual = access;
      access = named(CatalystSettingKeys.CA_FILE, () -> usual.withCaPem(ca.get()));
    }
    if (settings.flag(CatalystSettingKeys.INSECURE, false)) {
      access = named(CatalystSettingKeys.INSECURE, access::withoutVerification);
    }
    Optional<String> tenant = settings.text(CatalystSettingKeys.TENANT);
    if (tenant.isPresent()) {
      ConnectionOptions provider = access;
      access = named(CatalystSettingKeys.TENANT, () -> provider.withTenant(tenant.get()));
    }
    return access.withLimits(limits()).withPace(pace());
  }

  /** The client refuses with a sentence; the host needs the name of the setting beside it. */
  private static <T> T named(String setting, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException refused) {
      throw new SettingException(setting, String.valueOf(refused.getMessage()));
    }
  }

  private ManagerLogin login() {
    Optional<String> token = SettingFile.line(settings, CatalystSettingKeys.TOKEN_FILE);
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
    Optional<Secret> fromFile =
        SettingFile.line(settings, CatalystSettingKeys.PASSWORD_FILE).map(Secret::new);
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

  private RequestLimits limits() {
    RequestLimits usual = RequestLimits.USUAL;
    Duration request = positive(CatalystSettingKeys.REQUEST_TIMEOUT, usual.request());
    return new RequestLimits(usual.connect(), request, usual.bodyBytes());
  }

  private RequestRateLimits pace() {
    RequestRateLimits usual = RequestRateLimits.USUAL;
    Duration wait = positive(CatalystSettingKeys.RETRY_AFTER, usual.busyWait());
    return new RequestRateLimits(usual.perSecond(), usual.bulkPerMinute(), wait);
  }

  private Duration positive(String name, Duration otherwise) {
    Duration duration = settings.duration(name, otherwise);
    if (duration.isZero()) {
      throw new SettingException(name, "must be longer than nothing, as in 500ms, 30s, 5m");
    }
    return duration;
  }
}
