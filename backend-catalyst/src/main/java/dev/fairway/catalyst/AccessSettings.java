package dev.fairway.catalyst;

import dev.fairway.catalyst.client.ManagerAccess;
import dev.fairway.catalyst.client.ManagerLogin;
import dev.fairway.catalyst.client.ManagerPace;
import dev.fairway.catalyst.client.RequestLimits;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.Secret;
import dev.fairway.spi.SettingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads where the Manager is and who we are to it. */
final class AccessSettings {

  private final BackendSettings settings;

  private AccessSettings(BackendSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads.
   *
   * @throws SettingException naming the setting and what would be right
   */
  static ManagerAccess read(BackendSettings settings) {
    return new AccessSettings(settings).access();
  }

  private ManagerAccess access() {
    String url = settings.requiredText(CatalystKeys.URL);
    ManagerLogin login = login();
    ManagerAccess access = named(CatalystKeys.URL, () -> ManagerAccess.to(url, login));
    Optional<String> ca = SettingFile.text(settings, CatalystKeys.CA_FILE);
    if (ca.isPresent()) {
      ManagerAccess usual = access;
      access = named(CatalystKeys.CA_FILE, () -> usual.withCaPem(ca.get()));
    }
    if (settings.flag(CatalystKeys.INSECURE, false)) {
      access = named(CatalystKeys.INSECURE, access::withoutVerification);
    }
    Optional<String> tenant = settings.text(CatalystKeys.TENANT);
    if (tenant.isPresent()) {
      ManagerAccess provider = access;
      access = named(CatalystKeys.TENANT, () -> provider.withTenant(tenant.get()));
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
    Optional<String> token = SettingFile.line(settings, CatalystKeys.TOKEN_FILE);
    if (token.isPresent()) {
      refuseBeside(CatalystKeys.TOKEN_FILE);
      return named(
          CatalystKeys.TOKEN_FILE, () -> new ManagerLogin.ApiKeyLogin(new Secret(token.get())));
    }
    String user = settings.requiredText(CatalystKeys.USERNAME);
    Secret password = password();
    String way = settings.text(CatalystKeys.LOGIN).orElse("session");
    return switch (way) {
      case "session" -> new ManagerLogin.FormLogin(user, password);
      case "jwt" -> new ManagerLogin.JwtLogin(user, password);
      default ->
          throw new SettingException(CatalystKeys.LOGIN, "'" + way + "' is not session or jwt");
    };
  }

  private void refuseBeside(String token) {
    for (String other :
        List.of(
            CatalystKeys.USERNAME,
            CatalystKeys.PASSWORD,
            CatalystKeys.PASSWORD_FILE,
            CatalystKeys.LOGIN)) {
      if (settings.text(other).isPresent()) {
        throw new SettingException(
            other, "stands beside '" + token + "', which needs no other; leave one of them out");
      }
    }
  }

  private Secret password() {
    Optional<Secret> given = settings.secret(CatalystKeys.PASSWORD);
    Optional<Secret> fromFile =
        SettingFile.line(settings, CatalystKeys.PASSWORD_FILE).map(Secret::new);
    if (given.isPresent() && fromFile.isPresent()) {
      throw new SettingException(
          CatalystKeys.PASSWORD,
          "stands beside '" + CatalystKeys.PASSWORD_FILE + "'; leave one of them out");
    }
    return given
        .filter(secret -> !secret.reveal().isEmpty())
        .or(() -> fromFile)
        .orElseThrow(
            () ->
                new SettingException(
                    CatalystKeys.PASSWORD,
                    "must be set, or '" + CatalystKeys.PASSWORD_FILE + "' must name a file"));
  }

  private RequestLimits limits() {
    RequestLimits usual = RequestLimits.USUAL;
    Duration request = positive(CatalystKeys.REQUEST_TIMEOUT, usual.request());
    return new RequestLimits(usual.connect(), request, usual.bodyBytes());
  }

  private ManagerPace pace() {
    ManagerPace usual = ManagerPace.USUAL;
    Duration wait = positive(CatalystKeys.RETRY_AFTER, usual.busyWait());
    return new ManagerPace(usual.perSecond(), usual.bulkPerMinute(), wait);
  }

  private Duration positive(String name, Duration otherwise) {
    Duration duration = settings.duration(name, otherwise);
    if (duration.isZero()) {
      throw new SettingException(name, "must be longer than nothing, as in 500ms, 30s, 5m");
    }
    return duration;
  }
}
