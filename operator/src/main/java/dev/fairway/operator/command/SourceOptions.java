package dev.fairway.operator.command;

import dev.fairway.operator.document.DiagnosticText;
import dev.fairway.operator.document.DiagnosticView;
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
  List<String> paths = new ArrayList<>();

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
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "The namespace of objects that name none, as with kubectl; one that names another is"
              + " refused. Default: 'default', and none is refused.")
  String namespace = "";

  @Option(
      names = "--assume-pods",
      paramLabel = "N",
      description = "Make N pods at every site for each workload that a Service selects.")
  int assumedPods;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "For people (text) or for programs (json). Default: ${DEFAULT-VALUE}.")
  OutputFormat format = OutputFormat.text;

  /** The flags of settings. */
  final SettingFlags settings = new SettingFlags();

  Optional<Path> fabric() {
    return Optional.ofNullable(fabric);
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** A Service's name with the namespace given, where it names none. */
  String inNamespace(String service) {
    return namespace.isEmpty() || service.contains("/") ? service : namespace + "/" + service;
  }

  /** True where any option names Services or a WAN. */
  boolean namesAnything() {
    return !paths.isEmpty()
        || fabric != null
        || config != null
        || assumedPods != 0
        || !namespace.isEmpty()
        || !settings.values().isEmpty();
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

  /** The formats of a result. */
  enum OutputFormat {
    /** Text, with the diagnostics on standard error. */
    text,
    /** JSON, with the diagnostics inside: {@code docs/json.md}. */
    json;

    /**
     * Prints a result in this format, and returns the exit code: that of an error where a
     * diagnostic is one, else the one given.
     */
    int print(
        Console console,
        String jsonResult,
        String textResult,
        List<DiagnosticView> diagnostics,
        int exitCode) {
      if (this == json) {
        console.out().print(jsonResult);
      } else {
        console.out().print(textResult);
        console.out().flush();
        console.err().print(DiagnosticText.of(diagnostics, console.palette()));
      }
      console.out().flush();
      console.err().flush();
      return diagnostics.stream().anyMatch(DiagnosticView::isError) ? ExitCode.ERROR : exitCode;
    }
  }
}
