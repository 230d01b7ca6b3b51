package dev.fairway.operator.command;

import dev.fairway.operator.run.StartException;
import dev.fairway.operator.settings.Settings.LeaseName;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.operator.settings.SettingsReading;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the Lease of a running operator. Filled in by the command line. */
final class LeaseOptions {

  private static final String SETTING = "leaderElection.lease";

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The operator's settings, whose leaderElection.lease is taken.")
  private @Nullable Path config;

  @Option(
      names = {"--lease", "--leader-election-lease"},
      paramLabel = "NAMESPACE/NAME",
      description = "The operator's Lease. Default: fairway-system/fairway.")
  private @Nullable String lease;

  /**
   * A session with that Lease.
   *
   * @throws ProblemException where the options are wrong
   */
  LeaseSession open(Console console) {
    LeaseName name = name(console.environment());
    try {
      Config access = cluster.access(console.environment()).config();
      return LeaseSession.open(access, name);
    } catch (StartException cannot) {
      throw ProblemException.ofArgument(cannot.problem(), List.of());
    }
  }

  private LeaseName name(Map<String, String> environment) {
    SettingsReading reading =
        SettingsReader.read(
            Optional.ofNullable(config),
            environment,
            lease == null ? Map.of() : Map.of(SETTING, lease));
    return reading
        .settings()
        .orElseThrow(() -> new ProblemException(reading.diagnostics()))
        .leaderElection()
        .lease();
  }
}
