package dev.fairway.operator.command;

import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that ends {@code fairway freeze}. */
@Command(
    name = "unfreeze",
    description =
        "Ends 'fairway freeze'. A maintenance window of the settings that is open stays so.",
    customSynopsis = "fairway unfreeze --kubeconfig FILE [OPTIONS]",
    footer = {
      "",
      "Needs get and patch on the operator's Lease: docs/running.md.",
      "Example: fairway unfreeze --kubeconfig ~/.kube/config"
    })
final class UnfreezeCommand implements Callable<Integer> {

  static final String NAME = "unfreeze";

  @Mixin private final LeaseOptions options = new LeaseOptions();

  private final Console console;

  UnfreezeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (LeaseSession session = options.open(console)) {
      Optional<Attribution> before = session.read().freeze();
      // Also where it is not frozen: the operator may know of a freeze that this Lease lost.
      session.annotate(LeaseAnnotations.unfreezing(session.attribution(Optional.empty())), NAME);
      console
          .out()
          .println(
              before
                  .map(freeze -> "Frozen no more. It was frozen " + freeze.since())
                  .orElse("Lease " + session.lease().name() + " was not frozen."));
      console.out().flush();
      return ExitCode.NOTHING_TO_DO;
    }
  }
}
