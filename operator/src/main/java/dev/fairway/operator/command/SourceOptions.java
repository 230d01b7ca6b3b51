package dev.fairway.operator.command;

import dev.fairway.operator.settings.SettingNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the source of Services and of the WAN. Filled in by the command line. */
final class SourceOptions {

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PATH",
      arity = "1..*",
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

  private final SettingFlags settings = new SettingFlags();

  /** The flags of settings. */
  SettingFlags settings() {
    return settings;
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

  /** True where any option names Services or a WAN. */
  boolean namesAnything() {
    return !paths.isEmpty()
        || fabric != null
        || config != null
        || assumedPods != 0
        || !settings.values().isEmpty();
  }

  int assumedPods() {
    return assumedPods;
  }

  OutputFormat format() {
    return format;
  }

  /** The settings given as flags: text by dotted key. */
  Map<String, String> flags() {
    Map<String, String> all = new LinkedHashMap<>(settings.values());
    if (fabric != null) {
      all.put("backend.name", "mock");
      all.put(SettingNames.BACKEND_KEY + "fabric", fabric.toAbsolutePath().toString());
    }
    return all;
  }
}
