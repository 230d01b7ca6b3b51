package dev.fairway.operator.settings;

import com.fasterxml.jackson.core.JsonLocation;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendSettings;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the settings: a flag wins over the environment, the environment over the file, the file
 * over the default. Every source is read whole, also where another overrides it, so that all
 * mistakes are reported together. Reads the file and nothing else outside its arguments.
 */
public final class SettingsReader {

  /** Read by the log itself, before there are settings. */
  private static final String LOG_LEVEL = "FAIRWAY_LOG_LEVEL";

  /**
   * The variables that Kubernetes puts into a pod for each Service of its namespace. Those of a
   * Service called {@code fairway-server} would look like settings: {@code
   * FAIRWAY_SERVER_PORT=tcp://10.96.0.7:80}.
   *
   * <p>Source: Kubernetes documentation, "Service", "Discovering services", "Environment
   * variables".
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "(.+?)_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
              + "|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

  /** The values that were read so far; a later source overrides an earlier one. */
  private final Map<String, Chosen> chosen = new HashMap<>();

  private final Set<String> refused = new HashSet<>();
  private final Map<String, String> backendSettings = new TreeMap<>();

  private SettingsReader() {}

  /**
   * Reads the settings. Never throws on what is written in them.
   *
   * @param file the YAML file; relative paths of the backend's settings start at its folder, and at
   *     the working directory where there is none
   * @param environment the variables of the process; those that do not begin with {@code FAIRWAY_}
   *     are not looked at
   * @param flags texts by dotted key: see {@link SettingNames#keyOfFlag}
   */
  public static SettingsReading read(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    SettingDiagnostics inFile = SettingDiagnostics.ofFile(file.orElse(Path.of("")));
    SettingDiagnostics inEnvironment = SettingDiagnostics.ofEnvironment();
    SettingDiagnostics inFlags = SettingDiagnostics.ofFlags();
    SettingsReader reader = new SettingsReader();
    file.flatMap(path -> SettingsFile.read(path, inFile))
        .ifPresent(document -> reader.readFile(document, inFile));
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              if (variable.startsWith(SettingNames.VARIABLE)
                  && !variable.equals(LOG_LEVEL)
                  && !isServiceLink(variable, environment)) {
                reader.readVariable(variable, text, inEnvironment);
              }
            });
    new TreeMap<>(flags).forEach((key, text) -> reader.readText(key, text, inFlags));
    reader.checkTimes();
    List<Diagnostic> diagnostics = new ArrayList<>(inFile.sorted());
    diagnostics.addAll(inEnvironment.sorted());
    diagnostics.addAll(inFlags.sorted());
    Path folder = file.map(path -> path.toAbsolutePath().getParent()).orElse(Path.of(""));
    return new SettingsReading(
        diagnostics.stream().anyMatch(Diagnostic::isError)
            ? Optional.empty()
            : Optional.of(reader.toSettings(folder)),
        diagnostics);
  }

  private void readFile(YamlNode document, SettingDiagnostics diagnostics) {
    List<String> sections = SettingDefinition.sections();
    if (document.kind() != YamlNode.Kind.MAPPING && !document.isEmptyScalar()) {
      diagnostics.malformedFile(
          document.at(), "sections must stand here: " + String.join(", ", sections));
      return;
    }
    for (YamlNode.Member section : document.members()) {
      if (sections.contains(section.key())) {
        SettingDefinition.byKey(section.key())
            .ifPresentOrElse(
                setting -> take(setting, section.key(), section.value(), diagnostics),
                () -> readSection(section.key(), section.value(), diagnostics));
      } else {
        reportUnknown("", section, sections, "the sections are ", diagnostics);
      }
    }
  }

  /** A section whose keys are all commented out is null to YAML, and right. */
  private void readSection(String section, YamlNode node, SettingDiagnostics diagnostics) {
    List<String> keys = SettingDefinition.keysIn(section);
    if (node.kind() != YamlNode.Kind.MAPPING && !node.isEmptyScalar()) {
      diagnostics.wrong(
          section, node.at(), "is a section; its keys are " + String.join(", ", keys));
      return;
    }
    for (YamlNode.Member member : node.members()) {
      String key = section + "." + member.key();
      Optional<RemovedSetting> removed = RemovedSetting.byKey(key);
      if (removed.isPresent()) {
        diagnostics.removed(removed.get(), member.at());
        continue;
      }
      SettingDefinition.byKey(key)
          .ifPresentOrElse(
              setting -> take(setting, key, member.value(), diagnostics),
              () ->
                  reportUnknown(
                      section + ".", member, keys, "known in this section: ", diagnostics));
    }
  }

  private static void reportUnknown(
      String prefix,
      YamlNode.Member member,
      List<String> known,
      String introduction,
      SettingDiagnostics diagnostics) {
    String near =
        NearestWord.of(member.key(), known)
            .map(word -> prefix + word)
            .or(() -> elsewhere(member.key()))
            .map(word -> "; did you mean '" + word + "'?")
            .orElse("");
    diagnostics.unknown(
        prefix + member.key(), member.at(), near + "; " + introduction + String.join(", ", known));
  }

  /** The setting that has this name in another section, or written with dots. */
  private static Optional<String> elsewhere(String name) {
    String end = "." + name.toLowerCase(Locale.ROOT);
    return SettingDefinition.all().stream()
        .map(SettingDefinition::key)
        .filter(key -> ("." + key.toLowerCase(Locale.ROOT)).endsWith(end))
        .findFirst();
  }

  private static boolean isServiceLink(String variable, Map<String, String> environment) {
    Matcher link = SERVICE_LINK.matcher(variable);
    return link.matches()
        && environment.containsKey(link.group(1) + "_SERVICE_HOST")
        && environment.getOrDefault(link.group(1) + "_PORT", "").matches("(tcp|udp|sctp)://.*");
  }

  private void readVariable(String variable, String text, SettingDiagnostics diagnostics) {
    SettingNames.keyOfVariable(variable)
        .ifPresentOrElse(
            key -> readText(key, text, diagnostics),
            () -> {
              String name = variable.substring(SettingNames.VARIABLE.length());
              diagnostics.unusedVariable(
                  variable,
                  nearest(name, SettingNames.VARIABLE, SettingDefinition::variable)
                      .orElse("; the names of settings are in docs/settings.md"));
            });
  }

  /** Takes a text under a dotted key, as flags and variables give it. */
  private void readText(String key, String text, SettingDiagnostics diagnostics) {
    if (key.startsWith(SettingNames.BACKEND_KEY)) {
      readBackendSetting(key, text, diagnostics);
      return;
    }
    Optional<RemovedSetting> removed = RemovedSetting.byKey(key);
    if (removed.isPresent()) {
      diagnostics.removed(removed.get(), YamlNode.START);
      return;
    }
    SettingDefinition.byKey(key)
        .filter(SettingDefinition::isOneText)
        .ifPresentOrElse(
            setting -> take(setting, key, YamlNode.scalar(YamlNode.START, text), diagnostics),
            () -> diagnostics.unknown(key, YamlNode.START, flagHint(key)));
  }

  private void readBackendSetting(String key, String text, SettingDiagnostics diagnostics) {
    String name = key.substring(SettingNames.BACKEND_KEY.length());
    if (!SettingDiagnostics.isKey(name)) {
      diagnostics.unknown(key, YamlNode.START, "; a name must follow the last '.'");
    } else if (text.isEmpty()) {
      diagnostics.wrong(key, YamlNode.START, "takes a value that is not empty");
    } else {
      backendSettings.put(name, text);
    }
  }

  private static String flagHint(String key) {
    String flag = SettingNames.flagOf(key);
    return SettingNames.BACKEND_KEY.equals(key + ".")
        ? "; each setting of the backend has its own, as in " + flag + "-url"
        : nearest(flag.substring(2), "--", SettingDefinition::flag).orElse("");
  }

  private static Optional<String> nearest(
      String name, String prefix, Function<SettingDefinition, String> spelling) {
    List<String> known =
        SettingDefinition.all().stream()
            .filter(SettingDefinition::isOneText)
            .map(setting -> spelling.apply(setting).substring(prefix.length()))
            .toList();
    return NearestWord.of(name, known).map(word -> "; did you mean '" + prefix + word + "'?");
  }

  /**
   * A value and its source.
   *
   * @param text as it was written; empty where it was not one text
   */
  private record Chosen(
      Object value, String text, SettingDiagnostics diagnostics, JsonLocation at) {}

  /**
   * Reads a value and, where it is right, takes it.
   *
   * @param key the present or the former key of the setting; where one source has both, the present
   *     one holds
   */
  private void take(
      SettingDefinition setting, String key, YamlNode node, SettingDiagnostics diagnostics) {
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

  private Object value(String key) {
    Chosen value = chosen.get(key);
    return value == null ? definition(key).defaultValue() : value.value();
  }

  private static SettingDefinition definition(String key) {
    return SettingDefinition.byKey(key).orElseThrow();
  }

  /** Reports the times that contradict each other. */
  private void checkTimes() {
    checkTimes("sync.debounce", "sync.maxDelay", true);
    checkTimes("safety.retention", "safety.holdFor", true);
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
  private Settings toSettings(Path folder) {
    return record(
        Settings.class,
        section ->
            section.isAnnotationPresent(Setting.class)
                ? value(section.getAnnotation(Setting.class).key())
                : record(
                    section.getType(),
                    part -> component(SettingDefinition.keyOf(section, part), folder)));
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
