package dev.fairway.operator.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was set so far; a later source overrides an earlier one. For one thread. */
final class ChosenValues {

  /**
   * A value and who set it.
   *
   * @param text as it was written; empty where it was not one text
   * @param mistakes those of its source
   */
  record Chosen(Object value, String text, Mistakes mistakes, FilePosition at) {}

  private final Map<KnownSetting<?>, Chosen> chosen = new HashMap<>();
  private final Set<KnownSetting<?>> refused = new HashSet<>();
  private final TreeMap<String, String> backendSettings = new TreeMap<>();

  /** Reads a value and, where it is right, takes it. */
  <T> void take(KnownSetting<T> setting, PositionedNode node, Mistakes mistakes) {
    Optional<T> value = setting.read(node, mistakes);
    if (value.isEmpty()) {
      refused.add(setting);
      return;
    }
    String text = node.fold(PositionedNode.Scalar::text, mapping -> "", sequence -> "");
    chosen.put(setting, new Chosen(value.get(), text, mistakes, node.at()));
  }

  /** Takes one of the backend's own settings, over that of the file. */
  void takeBackendSetting(String name, String value) {
    backendSettings.put(name, value);
  }

  /** The value that holds. */
  @SuppressWarnings("unchecked") // take() is the only writer, and ties the value to its setting
  <T> T of(KnownSetting<T> setting) {
    Chosen value = chosen.get(setting);
    return value == null ? setting.defaultValue() : (T) value.value();
  }

  /** Who set the value that holds; empty where it is the default. */
  Optional<Chosen> origin(KnownSetting<?> setting) {
    return Optional.ofNullable(chosen.get(setting));
  }

  /** True where a source set it to something that is not right. */
  boolean refused(KnownSetting<?> setting) {
    return refused.contains(setting);
  }

  /** The backend's own settings of all sources. */
  SortedMap<String, String> backendSettings() {
    TreeMap<String, String> all = new TreeMap<>(of(SettingTable.BACKEND_SETTINGS));
    all.putAll(backendSettings);
    return all;
  }
}
