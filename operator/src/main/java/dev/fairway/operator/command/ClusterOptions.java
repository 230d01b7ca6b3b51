package dev.fairway.operator.command;

import dev.fairway.operator.run.ClusterAccess;
import dev.fairway.operator.run.InClusterAccess;
import dev.fairway.operator.run.KubeconfigAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the cluster that is meant. Filled in by the command line. */
final class ClusterOptions {

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "The cluster, as kubectl's file names it. Default: the one that it is a pod of.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context in the kubeconfig. Default: its current one.")
  private @Nullable String context;

  /**
   * The access to the cluster.
   *
   * @throws ProblemException where the options contradict each other
   */
  ClusterAccess access(Map<String, String> environment) {
    if (kubeconfig != null) {
      return new KubeconfigAccess(kubeconfig, Optional.ofNullable(context));
    }
    if (context != null) {
      throw ProblemException.ofArgument(
          "--context names a context of a kubeconfig: say which with --kubeconfig FILE", List.of());
    }
    return new InClusterAccess(environment, InClusterAccess.SERVICE_ACCOUNT);
  }
}
