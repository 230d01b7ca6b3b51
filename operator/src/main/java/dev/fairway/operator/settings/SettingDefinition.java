package dev.fairway.operator.settings;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A setting: a component of {@link Settings} with its {@link Setting} annotation. Immutable.
 *
 * @param key the dotted key, as in {@code cluster.siteLabel}
 * @param formerKey the key in the version before; empty for none
 * @param format what is right, and how it is read
 * @param defaultText the value where no source sets one, as it would be written; empty for none
 * @param description the purpose, in one sentence
 */
public record SettingDefinition(
    String key, String formerKey, SettingFormat format, String defaultText, String description) {

  private static final List<SettingDefinition> ALL = declared();

  /** Every setting, in the order of the file. Unmodifiable. */
  public static List<SettingDefinition> all() {
    return ALL;
  }

  private static List<SettingDefinition> declared() {
    List<SettingDefinition> settings = new ArrayList<>();
    for (RecordComponent section : Settings.class.getRecordComponents()) {
      Setting alone = section.getAnnotation(Setting.class);
      if (alone != null) {
        settings.add(of(alone.key(), section));
        continue;
      }
      for (RecordComponent component : section.getType().getRecordComponents()) {
        settings.add(of(keyOf(section, component), component));
      }
    }
    return List.copyOf(settings);
  }

  /** The dotted key of a component of a section. */
  static String keyOf(RecordComponent section, RecordComponent component) {
    String named = component.getAnnotation(Setting.class).key();
    return named.isEmpty() ? section.getName() + "." + component.getName() : named;
  }

  private static SettingDefinition of(String key, RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    String meaning = component.getAnnotation(Setting.Meaning.class).value();
    return new SettingDefinition(
        key, setting.formerKey(), setting.format(), setting.byDefault(), meaning);
  }

  /** The setting of a key, its present or its former one. */
  static Optional<SettingDefinition> byKey(String key) {
    return ALL.stream().filter(setting -> setting.keys().contains(key)).findFirst();
  }

  /** The sections, and the settings beside them, in the order of the file. */
  static List<String> sections() {
    return ALL.stream().map(SettingDefinition::section).distinct().toList();
  }

  /**
   * The keys inside a section, without its name, in the order of the file; none where that is a
   * setting of its own.
   */
  static List<String> keysIn(String section) {
    return ALL.stream()
        .filter(setting -> setting.key().startsWith(section + "."))
        .map(setting -> setting.key().substring(section.length() + 1))
        .toList();
  }

  private String section() {
    int end = key.indexOf('.');
    return end < 0 ? key : key.substring(0, end);
  }

  /** The key, and the former one where there is one. */
  public List<String> keys() {
    return formerKey.isEmpty() ? List.of(key) : List.of(key, formerKey);
  }

  /** What a value of it is: a phrase. */
  public String expectation() {
    return format.expectation();
  }

  /** Its flag, as in {@code --cluster-site-label}. */
  public String flag() {
    return SettingNames.flagOf(key) + (isOneText() ? "" : "-<name>");
  }

  /** Its environment variable, as in {@code FAIRWAY_CLUSTER_SITE_LABEL}. */
  public String variable() {
    return isOneText() ? SettingNames.variableOf(key) : SettingNames.BACKEND_VARIABLE + "<NAME>";
  }

  /** True where one text can say it; false for the mapping that is handed to the backend. */
  public boolean isOneText() {
    return format != SettingFormat.BACKEND_SETTINGS;
  }

  /** The value where no source sets one. */
  Object defaultValue() {
    SettingDiagnostics none = SettingDiagnostics.ofFlags();
    Object value = format.read(key, YamlNode.scalar(YamlNode.START, defaultText), none);
    if (value == null) {
      throw new IllegalStateException(none.sorted().toString());
    }
    return value;
  }
}
