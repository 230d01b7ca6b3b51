package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is set by texts under dotted keys, as flags are. */
final class TextLayer {

  private TextLayer() {}

  /** Takes every text, and reports those whose key is no setting. */
  static void read(Map<String, String> texts, ChosenValues values, Mistakes mistakes) {
    new TreeMap<>(texts).forEach((key, text) -> take(key, text, values, mistakes));
  }

  /** Takes one text. */
  static void take(String key, String text, ChosenValues values, Mistakes mistakes) {
    if (key.startsWith(SettingNames.BACKEND_KEY)) {
      takeForBackend(key, text, values, mistakes);
      return;
    }
    Optional<KnownSetting<?>> setting = SettingTable.byKey(key).filter(KnownSetting::isOneText);
    if (setting.isPresent()) {
      values.take(setting.get(), PositionedNode.Scalar.of(text), mistakes);
    } else {
      mistakes.unknown(key, FilePosition.START, hint(key));
    }
  }

  private static void takeForBackend(
      String key, String text, ChosenValues values, Mistakes mistakes) {
    String name = key.substring(SettingNames.BACKEND_KEY.length());
    if (!Shown.looksLikeKey(name)) {
      mistakes.unknown(key, FilePosition.START, "; a name must follow the last '.'");
    } else if (text.isEmpty()) {
      mistakes.wrong(key, FilePosition.START, "takes a value that is not empty");
    } else {
      values.takeBackendSetting(name, text);
    }
  }

  private static String hint(String key) {
    if (key.equals(SettingTable.BACKEND_SETTINGS.key())) {
      return "; each setting of the backend has its own, as in "
          + SettingNames.flagOf(key)
          + "-url";
    }
    List<String> known =
        SettingTable.all().stream()
            .filter(KnownSetting::isOneText)
            .map(setting -> setting.flag().substring(2))
            .toList();
    return NearestWord.of(SettingNames.flagOf(key).substring(2), known)
        .map(word -> "; did you mean '--" + word + "'?")
        .orElse("");
  }
}
