package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the environment sets. */
final class EnvironmentLayer {

  /** Read by the log itself, before there are settings. */
  private static final String LOG_LEVEL = "FAIRWAY_LOG_LEVEL";

  private EnvironmentLayer() {}

  /** Takes every {@code FAIRWAY_*} variable that is a setting, and warns of the others. */
  static void read(Map<String, String> environment, ChosenValues values, Mistakes mistakes) {
    ServiceLinks links = ServiceLinks.in(environment);
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              if (variable.startsWith(SettingNames.VARIABLE)
                  && !variable.equals(LOG_LEVEL)
                  && !links.contains(variable)) {
                read(variable, text, values, mistakes);
              }
            });
  }

  private static void read(String variable, String text, ChosenValues values, Mistakes mistakes) {
    Optional<String> key = SettingNames.keyOfVariable(variable);
    if (key.isPresent()) {
      TextLayer.take(key.get(), text, values, mistakes);
    } else {
      mistakes.unusedVariable(variable, hint(variable));
    }
  }

  private static String hint(String variable) {
    List<String> known =
        SettingTable.all().stream()
            .filter(KnownSetting::isOneText)
            .map(setting -> setting.variable().substring(SettingNames.VARIABLE.length()))
            .toList();
    return NearestWord.of(variable.substring(SettingNames.VARIABLE.length()), known)
        .map(word -> "; did you mean '" + SettingNames.VARIABLE + word + "'?")
        .orElse("; the names of settings are in docs/settings.md");
  }
}
