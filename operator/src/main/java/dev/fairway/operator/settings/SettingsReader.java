package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.NearestWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  private final SettingValues values = new SettingValues();

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
    reader.values.checkTimes();
    List<Diagnostic> diagnostics = new ArrayList<>(inFile.sorted());
    diagnostics.addAll(inEnvironment.sorted());
    diagnostics.addAll(inFlags.sorted());
    Path folder = file.map(path -> path.toAbsolutePath().getParent()).orElse(Path.of(""));
    return new SettingsReading(
        diagnostics.stream().anyMatch(Diagnostic::isError)
            ? Optional.empty()
            : Optional.of(reader.values.toSettings(folder)),
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
        readSection(section.key(), section.value(), diagnostics);
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
      SettingDefinition.byKey(key)
          .ifPresentOrElse(
              setting -> values.take(setting, key, member.value(), diagnostics),
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
    SettingDefinition.byKey(key)
        .filter(SettingDefinition::isOneText)
        .ifPresentOrElse(
            setting ->
                values.take(setting, key, YamlNode.scalar(YamlNode.START, text), diagnostics),
            () -> diagnostics.unknown(key, YamlNode.START, flagHint(key)));
  }

  private void readBackendSetting(String key, String text, SettingDiagnostics diagnostics) {
    String name = key.substring(SettingNames.BACKEND_KEY.length());
    if (!SettingDiagnostics.isKey(name)) {
      diagnostics.unknown(key, YamlNode.START, "; a name must follow the last '.'");
    } else if (text.isEmpty()) {
      diagnostics.wrong(key, YamlNode.START, "takes a value that is not empty");
    } else {
      values.takeBackendSetting(name, text);
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
}
