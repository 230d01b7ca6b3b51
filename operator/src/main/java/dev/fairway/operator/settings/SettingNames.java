package dev.fairway.operator.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One setting's name in its three spellings: dotted key, flag and environment variable. */
public final class SettingNames {

  /** What the keys of a backend's own settings begin with. */
  public static final String BACKEND_KEY = "backend.settings.";

  static final String VARIABLE = "FAIRWAY_";
  static final String BACKEND_VARIABLE = "FAIRWAY_BACKEND_";

  private static final String BACKEND_FLAG = "--backend-settings-";
  private static final Pattern SNAKE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
  private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private SettingNames() {}

  /** {@code --cluster-site-label} for {@code cluster.siteLabel}. */
  public static String flagOf(String key) {
    return "--" + words(key, '-');
  }

  /**
   * {@code cluster.siteLabel} for {@code --cluster-site-label}, {@code backend.settings.maxRate}
   * for {@code --backend-settings-max-rate}; empty for a flag that is no setting.
   */
  public static Optional<String> keyOfFlag(String flag) {
    Optional<String> known =
        SettingTable.all().stream()
            .filter(setting -> setting.isOneText() && setting.flag().equals(flag))
            .map(KnownSetting::key)
            .findFirst();
    return known.or(() -> backendKey(flag, BACKEND_FLAG, KEBAB, '-'));
  }

  /**
   * {@code FAIRWAY_CLUSTER_SITE_LABEL} for {@code cluster.siteLabel}, {@code
   * FAIRWAY_BACKEND_MAX_RATE} for {@code backend.settings.maxRate}.
   */
  public static String variableOf(String key) {
    return key.startsWith(BACKEND_KEY)
        ? BACKEND_VARIABLE + upper(words(key.substring(BACKEND_KEY.length()), '_'))
        : VARIABLE + upper(words(key, '_'));
  }

  /** The key of a variable; empty for a variable that is no setting. */
  public static Optional<String> keyOfVariable(String variable) {
    Optional<String> known =
        SettingTable.all().stream()
            .filter(setting -> setting.isOneText() && setting.variable().equals(variable))
            .map(KnownSetting::key)
            .findFirst();
    return known.or(() -> backendKey(variable, BACKEND_VARIABLE, SNAKE, '_'));
  }

  private static Optional<String> backendKey(
      String written, String prefix, Pattern form, char between) {
    if (!written.startsWith(prefix)) {
      return Optional.empty();
    }
    String name = written.substring(prefix.length());
    return form.matcher(name).matches()
        ? Optional.of(BACKEND_KEY + camel(name, between))
        : Optional.empty();
  }

  /** The words of a key in lower case: {@code cluster site label}, with something between them. */
  private static String words(String key, char between) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '.') {
        out.append(between);
      } else if (Character.isUpperCase(c)) {
        out.append(between).append(Character.toLowerCase(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String camel(String words, char between) {
    StringBuilder out = new StringBuilder();
    boolean begins = false;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c == between) {
        begins = true;
      } else {
        out.append(begins ? Character.toUpperCase(c) : Character.toLowerCase(c));
        begins = false;
      }
    }
    return out.toString();
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
