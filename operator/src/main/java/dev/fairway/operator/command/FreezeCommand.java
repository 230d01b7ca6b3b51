package dev.fairway.operator.command;

import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that lets a running operator write nothing to its fabric. */
@Command(
    name = "freeze",
    description =
        "Lets a running operator write nothing to the fabric until 'fairway unfreeze', also after a"
            + " restart. What is on the fabric stays.",
    customSynopsis = "fairway freeze --kubeconfig FILE [--reason TEXT] [OPTIONS]",
    footer = {
      "",
      "Needs get and patch on the operator's Lease: docs/running.md.",
      "Example: fairway freeze --kubeconfig ~/.kube/config --reason 'work on the WAN'"
    })
final class FreezeCommand implements Callable<Integer> {

  static final String NAME = "freeze";

  @Mixin private final LeaseOptions options = new LeaseOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "The reason, as it is told for every Service that waits.")
  private @Nullable String reason;

  private final Console console;

  FreezeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    checkReason();
    try (LeaseSession session = options.open(console)) {
      Optional<Attribution> before = session.read().freeze();
      if (before.isPresent()) {
        print("Frozen already, " + before.get().since() + ". Nothing was changed.");
        return ExitCode.NOTHING_TO_DO;
      }
      Attribution who = session.attribution(Optional.ofNullable(reason));
      LeaseAnnotations after = session.annotate(LeaseAnnotations.freezing(who), NAME);
      print("Frozen " + after.freeze().orElse(who).since());
      print("on Lease " + session.lease().name() + ", which the operator reads every second.");
      return ExitCode.NOTHING_TO_DO;
    }
  }

  private void checkReason() {
    if (reason != null && (reason.isBlank() || reason.length() > Attribution.LONGEST)) {
      throw ProblemException.ofArgument(
          "--reason takes a text of 1 to %d characters, and this one has %d"
              .formatted(Attribution.LONGEST, reason.strip().length()),
          List.of());
    }
  }

  private void print(String line) {
    console.out().println(line);
    console.out().flush();
  }
}
