package dev.fairway.operator.settings;

import com.fasterxml.jackson.core.JsonLocation;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendSettings;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The values that were read so far; a later source overrides an earlier one. For one thread. */
final class SettingValues {

  /**
   * A value and its source.
   *
   * @param text as it was written; empty where it was not one text
   */
  private record Chosen(
      Object value, String text, SettingDiagnostics diagnostics, JsonLocation at) {}

  private final Map<String, Chosen> chosen = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, String> backendSettings = new TreeMap<>();

  /**
   * Reads a value and, where it is right, takes it.
   *
   * @param key the present or the former key of the setting; where one source has both, the present
   *     one holds
   */
  void take(SettingDefinition setting, String key, YamlNode node, SettingDiagnostics diagnostics) {
    Object value = setting.format().read(key, node, diagnostics);
    boolean former = !key.equals(setting.key());
    if (former) {
      diagnostics.renamed(key, setting.key(), node.at());
    }
    Chosen before = chosen.get(setting.key());
    if (value == null) {
      refused.add(setting.key());
    } else if (!former || before == null || before.diagnostics() != diagnostics) {
      chosen.put(setting.key(), new Chosen(value, node.text(), diagnostics, node.at()));
    }
  }

  /** Takes one of the backend's own settings, over that of the file. */
  void takeBackendSetting(String name, String value) {
    backendSettings.put(name, value);
  }

  private Object value(String key) {
    Chosen value = chosen.get(key);
    return value == null ? definition(key).defaultValue() : value.value();
  }

  private static SettingDefinition definition(String key) {
    return SettingDefinition.byKey(key).orElseThrow();
  }

  /** Reports the times that contradict each other. */
  void checkTimes() {
    checkTimes("sync.debounce", "sync.maxDelay", true);
    checkTimes("leaderElection.renew", "leaderElection.duration", false);
    checkTimes("leaderElection.retry", "leaderElection.renew", false);
  }

  /** Reports two times in the wrong order, at a value that a source set: the defaults agree. */
  private void checkTimes(String shorter, String longer, boolean orEqual) {
    int order = ((Duration) value(shorter)).compareTo((Duration) value(longer));
    boolean holds = orEqual ? order <= 0 : order < 0;
    if (holds || refused.contains(shorter) || refused.contains(longer)) {
      return;
    }
    Chosen first = chosen.get(shorter);
    Chosen second = chosen.get(longer);
    if (first != null) {
      reportTime(shorter, first, orEqual ? "not be longer" : "be shorter", longer);
    } else if (second != null) {
      reportTime(longer, second, orEqual ? "not be shorter" : "be longer", shorter);
    }
  }

  private void reportTime(String wrong, Chosen value, String relation, String other) {
    Chosen bound = chosen.get(other);
    String than =
        bound == null
            ? other + " '" + definition(other).defaultText() + "', its default"
            : bound.diagnostics().nameOf(other) + " " + SettingDiagnostics.quoted(bound.text());
    String sentence =
        SettingDiagnostics.quoted(value.text()) + " must " + relation + " than " + than;
    value.diagnostics().wrong(wrong, value.at(), value.text(), sentence);
  }

  /**
   * The settings.
   *
   * @param folder where relative paths of the backend's settings start
   */
  Settings toSettings(Path folder) {
    return record(
        Settings.class,
        section ->
            section.isAnnotationPresent(Setting.class)
                ? value(section.getAnnotation(Setting.class).key())
                : record(
                    section.getType(),
                    part -> component(section.getName() + "." + part.getName(), folder)));
  }

  private Object component(String key, Path folder) {
    Object value = value(key);
    return switch (key) {
      case "cluster.owner" ->
          ((Optional<?>) value)
              .map(OwnerId.class::cast)
              .orElseGet(() -> new OwnerId((String) value("cluster.name")));
      case "backend.settings" -> {
        Map<String, String> all = new TreeMap<>(backendSettings);
        ((Map<?, ?>) value).forEach((name, text) -> all.putIfAbsent((String) name, (String) text));
        yield BackendSettings.of(all, folder);
      }
      default -> value;
    };
  }

  private static <R> R record(Class<R> type, Function<RecordComponent, Object> valueOf) {
    List<RecordComponent> components = List.of(type.getRecordComponents());
    Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types)
          .newInstance(components.stream().map(valueOf).toArray());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(type + " is no record of settings", impossible);
    }
  }
}
