package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings: a flag wins over the environment, the environment over the file, the file
 * over the default. Every source is read whole, also where another overrides it, so that all
 * mistakes are reported together. Stateless; reads the file and nothing else outside its arguments.
 */
public final class SettingsReader {

  private SettingsReader() {}

  /**
   * Reads the settings. Never throws on what a person wrote.
   *
   * @param file the YAML file; relative paths of the backend's settings start at its folder, and at
   *     the working directory where there is none
   * @param environment the variables of the process; those that do not begin with {@code FAIRWAY_}
   *     are not looked at
   * @param flags texts by dotted key: see {@link SettingNames#keyOfFlag}
   */
  public static SettingsReading read(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    ChosenValues values = new ChosenValues();
    Mistakes inFile = new Mistakes(new SettingSource.File(file.orElse(Path.of(""))));
    Mistakes inEnvironment = new Mistakes(new SettingSource.Environment());
    Mistakes inFlags = new Mistakes(new SettingSource.Flags());
    file.flatMap(path -> SettingsFile.text(path, inFile))
        .flatMap(text -> PositionedYaml.read(text, inFile))
        .ifPresent(document -> FileLayer.read(document, values, inFile));
    EnvironmentLayer.read(environment, values, inEnvironment);
    TextLayer.read(flags, values, inFlags);
    TimeOrder.ALL.forEach(order -> order.check(values));

    List<Diagnostic> diagnostics = new ArrayList<>(inFile.diagnostics());
    diagnostics.addAll(inEnvironment.diagnostics());
    diagnostics.addAll(inFlags.diagnostics());
    boolean right = diagnostics.stream().noneMatch(Diagnostic::isError);
    return new SettingsReading(
        right ? Optional.of(SettingsAssembly.of(values, folder(file))) : Optional.empty(),
        diagnostics);
  }

  private static Path folder(Optional<Path> file) {
    return file.map(path -> path.toAbsolutePath().getParent()).orElse(Path.of(""));
  }
}
