package dev.fairway.operator.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The name of a setting in its three spellings: dotted key, flag and environment variable. */
public final class SettingNames {

  /** What the keys of a backend's own settings begin with. */
  public static final String BACKEND_KEY = "backend.settings.";

  static final String VARIABLE = "FAIRWAY_";
  static final String BACKEND_VARIABLE = "FAIRWAY_BACKEND_";
  private static final Pattern BACKEND_NAME =
      Pattern.compile(
          "(--backend-settings-(?=[a-z][a-z0-9]*(-[a-z0-9]+)*$)"
              + "|FAIRWAY_BACKEND_(?=[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$))");
  private static final Pattern NEXT_WORD = Pattern.compile("[-_](.)");

  private SettingNames() {}

  /** {@code --cluster-site-label} for {@code cluster.siteLabel}. */
  public static String flagOf(String key) {
    return "--" + words(key, "-");
  }

  /**
   * {@code FAIRWAY_CLUSTER_SITE_LABEL} for {@code cluster.siteLabel}, {@code
   * FAIRWAY_BACKEND_MAX_RATE} for {@code backend.settings.maxRate}.
   */
  public static String variableOf(String key) {
    String name =
        key.startsWith(BACKEND_KEY)
            ? BACKEND_VARIABLE + words(key.substring(BACKEND_KEY.length()), "_")
            : VARIABLE + words(key, "_");
    return name.toUpperCase(Locale.ROOT);
  }

  /**
   * {@code cluster.siteLabel} for {@code --cluster-site-label}, {@code backend.settings.maxRate}
   * for {@code --backend-settings-max-rate}; empty for a flag that is no setting.
   */
  public static Optional<String> keyOfFlag(String flag) {
    return keyOf(flag, SettingNames::flagOf);
  }

  /** The key of a variable; empty for a variable that is no setting. */
  public static Optional<String> keyOfVariable(String variable) {
    return keyOf(variable, SettingNames::variableOf);
  }

  private static Optional<String> keyOf(String name, UnaryOperator<String> spelling) {
    return textKeys()
        .filter(key -> spelling.apply(key).equals(name))
        .findFirst()
        .or(() -> backendKey(name));
  }

  /** The keys that a flag or a variable may give, those of earlier versions included. */
  public static Stream<String> textKeys() {
    return Stream.concat(
        SettingDefinition.all().stream()
            .filter(SettingDefinition::isOneText)
            .flatMap(setting -> setting.keys().stream()),
        RemovedSetting.keys());
  }

  private static Optional<String> backendKey(String name) {
    var prefix = BACKEND_NAME.matcher(name);
    return prefix.lookingAt()
        ? Optional.of(BACKEND_KEY + camelCase(name.substring(prefix.end())))
        : Optional.empty();
  }

  /** The words of a key in lower case, with something between them. */
  private static String words(String key, String between) {
    return key.replace(".", between).replaceAll("([A-Z])", between + "$1").toLowerCase(Locale.ROOT);
  }

  private static String camelCase(String words) {
    return NEXT_WORD
        .matcher(words.toLowerCase(Locale.ROOT))
        .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
