package dev.fairway.catalyst;

import dev.fairway.catalyst.codec.CatalystProfile;
import dev.fairway.spi.SettingKey;
import java.util.List;

/** The settings that the backend takes, by name, in the order in which they are explained. */
final class CatalystSettingKeys {

  static final String URL = "url";
  static final String USERNAME = "username";
  static final String PASSWORD = "password";
  static final String PASSWORD_FILE = "passwordFile";
  static final String LOGIN = "login";
  static final String TOKEN_FILE = "tokenFile";
  static final String CA_FILE = "caFile";
  static final String INSECURE = "insecure";
  static final String TENANT = "tenant";
  static final String SITES = "sites";
  static final String SEGMENTS = "segments";
  static final String MODE = "mode";
  static final String FOREIGN_LISTS = "attachToForeignSiteLists";
  static final String PROVEN = "provenFeatures";
  static final String MAX_SEQUENCES = "maxSequences";
  static final String MAX_PREFIXES = "maxPrefixes";
  static final String MIN_PUSH_INTERVAL = "minPushInterval";
  static final String PUSH_TIMEOUT = "pushTimeout";
  static final String YIELD = "yieldAfterForeign";
  static final String REQUEST_TIMEOUT = "requestTimeout";
  static final String RETRY_AFTER = "retryAfter";

  static final List<SettingKey> ALL =
      List.of(
          SettingKey.required(URL, "where the Manager is: https://HOST or https://HOST:PORT"),
          SettingKey.optional(
              USERNAME, "the account; a local one, because SSO has no login by API"),
          SettingKey.secret(PASSWORD, "its password; better in the environment or in passwordFile"),
          SettingKey.optional(PASSWORD_FILE, "a file that holds the password and nothing else"),
          SettingKey.withDefault(
              LOGIN, "session", "how the account logs in: session, or jwt from release 20.18 on"),
          SettingKey.optional(
              TOKEN_FILE, "a file that holds an API key, in place of username and password"),
          SettingKey.optional(
              CA_FILE, "the certificates to trust in place of the machine's, as PEM"),
          SettingKey.withDefault(
              INSECURE,
              "false",
              "true: whoever answers is taken for the Manager; laboratories only"),
          SettingKey.optional(
              TENANT, "the tenant that a provider's account acts for: name, subdomain or id"),
          SettingKey.required(
              SITES, "the sites where rules may be put: ids and ranges, as in 100, 200-299"),
          SettingKey.required(
              SEGMENTS, "the service VPN of each segment, as in {default: 10, guest: 20}"),
          SettingKey.withDefault(
              MODE,
              "auto",
              "where rules go: attach, beside people's policy; own, in a policy of Fairway's where"
                  + " none is active; auto, attach where that is possible"),
          SettingKey.withDefault(
              FOREIGN_LISTS,
              "false",
              "true: rules may go under somebody's site list that holds exactly these sites"),
          SettingKey.optional(
              PROVEN,
              "what somebody has seen to work on this fabric: any of ordered-preference,"
                  + " ordered-strict, other-port-match"),
          SettingKey.withDefault(
              MAX_SEQUENCES,
              Integer.toString(CatalystProfile.MAX_SEQUENCES),
              "the most rules of one owner"),
          SettingKey.withDefault(
              MAX_PREFIXES,
              Integer.toString(CatalystProfile.MAX_PREFIXES),
              "the most prefixes in one list"),
          SettingKey.withDefault(
              MIN_PUSH_INTERVAL, "60s", "the least time between two pushes to the controllers"),
          SettingKey.withDefault(PUSH_TIMEOUT, "10m", "how long one push may take"),
          SettingKey.withDefault(
              YIELD, "5m", "how long to stay away where somebody else is at work"),
          SettingKey.withDefault(REQUEST_TIMEOUT, "60s", "how long one request may take"),
          SettingKey.withDefault(
              RETRY_AFTER,
              "15s",
              "how long to wait where the Manager asks to come later and does not say when"));

  private CatalystSettingKeys() {}
}
