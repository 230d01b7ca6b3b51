package dev.fairway.operator.command;

import dev.fairway.operator.settings.SettingNames;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.spi.SettingKey;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of settings and their values. Filled in by the command line. */
final class SettingFlags {

  private final Map<String, OptionSpec> options = new LinkedHashMap<>();

  /** Adds a hidden flag for every setting, the backends' own included. */
  void addTo(CommandSpec spec, BackendCatalog catalog) {
    SettingNames.textKeys().forEach(key -> addFlag(spec, key));
    for (String backend : catalog.names()) {
      for (SettingKey key : catalog.provider(backend).settings()) {
        addFlag(spec, SettingNames.BACKEND_KEY + key.name());
      }
    }
  }

  private void addFlag(CommandSpec spec, String key) {
    String flag = SettingNames.flagOf(key);
    if (spec.findOption(flag) == null) {
      OptionSpec option =
          OptionSpec.builder(flag).type(String.class).arity("1").hidden(true).build();
      spec.addOption(option);
      options.put(key, option);
    }
  }

  /** The values that were given: text by dotted key. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    options.forEach(
        (key, option) -> {
          String value = option.getValue();
          if (value != null) {
            values.put(key, value);
          }
        });
    return values;
  }
}
