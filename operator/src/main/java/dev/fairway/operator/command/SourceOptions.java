package dev.fairway.operator.command;

import dev.fairway.operator.settings.KnownSetting;
import dev.fairway.operator.settings.SettingNames;
import dev.fairway.operator.settings.SettingTable;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.spi.SettingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Where a command takes Services and the WAN from. Filled in by the command line. */
final class SourceOptions {

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PATH",
      arity = "1..*",
      required = true,
      description =
          "Manifests or a 'kubectl get ... -o json' dump: files, folders, or - for stdin. Takes"
              + " every word up to the next option.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--fabric",
      paramLabel = "FILE",
      description = "A mock fabric's file: sites, edges, transports.")
  private @Nullable Path fabric;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings, with the backend to ask. Every setting is also a flag and an"
              + " environment variable: docs/settings.md.")
  private @Nullable Path config;

  @Option(
      names = "--assume-pods",
      paramLabel = "N",
      description = "Make N pods at every site for each workload that a Service selects.")
  private int assumedPods;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "For people (text) or for programs (json). Default: ${DEFAULT-VALUE}.")
  private OutputFormat format = OutputFormat.text;

  private final Map<String, String> flags = new LinkedHashMap<>();

  /** Adds a hidden flag for every setting, the backends' own included. */
  void addSettingFlags(CommandSpec spec, BackendCatalog catalog) {
    for (KnownSetting<?> setting : SettingTable.all()) {
      if (setting.isOneText()) {
        addFlag(spec, setting.key());
      }
    }
    for (String backend : catalog.names()) {
      for (SettingKey key : catalog.provider(backend).settings()) {
        addFlag(spec, SettingNames.BACKEND_KEY + key.name());
      }
    }
  }

  private void addFlag(CommandSpec spec, String key) {
    String flag = SettingNames.flagOf(key);
    if (spec.findOption(flag) == null) {
      spec.addOption(
          OptionSpec.builder(flag)
              .type(String.class)
              .arity("1")
              .hidden(true)
              .setter(collectInto(key))
              .build());
    }
  }

  private ISetter collectInto(String key) {
    return new ISetter() {
      @Override
      public <T> @Nullable T set(@Nullable T value) {
        if (value != null) {
          flags.put(key, value.toString());
        }
        return null;
      }
    };
  }

  List<String> paths() {
    return paths;
  }

  Optional<Path> fabric() {
    return Optional.ofNullable(fabric);
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  int assumedPods() {
    return assumedPods;
  }

  OutputFormat format() {
    return format;
  }

  /** The settings given as flags: text by dotted key. */
  Map<String, String> flags() {
    Map<String, String> all = new LinkedHashMap<>(flags);
    if (fabric != null) {
      all.put("backend.name", "mock");
      all.put(SettingNames.BACKEND_KEY + "fabric", fabric.toAbsolutePath().toString());
    }
    return all;
  }
}
