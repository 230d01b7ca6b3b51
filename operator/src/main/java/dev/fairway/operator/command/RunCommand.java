package dev.fairway.operator.command;

import dev.fairway.operator.document.DiagnosticText;
import dev.fairway.operator.log.LoggingConfiguration;
import dev.fairway.operator.run.ClusterAccess;
import dev.fairway.operator.run.FairwayStarter;
import dev.fairway.operator.run.Operator;
import dev.fairway.operator.run.OperatorInputs;
import dev.fairway.operator.run.SettingsWatch;
import dev.fairway.operator.run.StartException;
import dev.fairway.operator.run.StopSignal;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.operator.settings.SettingsReading;
import dev.fairway.runtime.BackendCatalog;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that runs the operator. */
@Command(
    name = "run",
    description =
        "Follows a cluster: keeps the fabric as its Services ask, until it is told to stop.",
    customSynopsis = "fairway run --config FILE [--kubeconfig FILE [--context NAME]] [OPTIONS]",
    footer = {
      "",
      "Without --kubeconfig it is a pod of its cluster. SIGTERM or Ctrl-C ends it in order.",
      "Example: fairway run --config fairway.yaml --kubeconfig ~/.kube/config"
    })
final class RunCommand implements Callable<Integer> {

  private static final int IDENTITY_LETTERS = 8;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description =
          "Settings. Every setting is also a flag and an environment variable: docs/settings.md.")
  private Path config = Path.of("");

  @Mixin private final ClusterOptions clusterOptions = new ClusterOptions();

  final SettingFlags settings = new SettingFlags();

  private final Console console;
  private final BackendCatalog catalog;
  private final FairwayStarter starter;
  private final Supplier<StopSignal> stop;

  /**
   * A command that runs until a signal.
   *
   * @param stop makes the signal when the command begins
   */
  RunCommand(
      Console console, BackendCatalog catalog, FairwayStarter starter, Supplier<StopSignal> stop) {
    this.console = console;
    this.catalog = catalog;
    this.starter = starter;
    this.stop = stop;
  }

  @Override
  public Integer call() {
    ClusterAccess cluster = clusterOptions.access(console.environment());
    SettingsWatch watch = new SettingsWatch(config, console.environment(), settings.values());
    Settings read = read();
    LoggingConfiguration log =
        new LoggingConfiguration(read.log().format(), console.environment(), console.err());
    try (log) {
      run(read, watch, cluster);
    } catch (StartException cannot) {
      throw ProblemException.ofArgument(cannot.problem(), List.of());
    }
    return ExitCode.NOTHING_TO_DO;
  }

  private Settings read() {
    SettingsReading reading =
        SettingsReader.read(Optional.of(config), console.environment(), settings.values());
    Settings read =
        reading.settings().orElseThrow(() -> new ProblemException(reading.diagnostics()));
    console.err().print(DiagnosticText.ofDiagnostics(reading.diagnostics(), console.palette()));
    console.err().flush();
    return read;
  }

  private void run(Settings read, SettingsWatch watch, ClusterAccess cluster) {
    StopSignal signal = stop.get();
    OperatorInputs inputs =
        new OperatorInputs(
            CommandTree.VersionCommand.version(),
            read,
            watch,
            cluster,
            BackendFactory.of(read, catalog),
            identity(console.environment()),
            System::nanoTime,
            InstantSource.system());
    new Operator(inputs, starter, signal).run();
  }

  /**
   * The identity for an election: the pod's or the machine's name, and a suffix that no earlier
   * process of it had.
   */
  private static String identity(Map<String, String> environment) {
    String host =
        Optional.ofNullable(environment.get("HOSTNAME"))
            .filter(name -> !name.isBlank())
            .orElseGet(RunCommand::machine);
    return host + "-" + UUID.randomUUID().toString().substring(0, IDENTITY_LETTERS);
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "fairway";
    }
  }
}
