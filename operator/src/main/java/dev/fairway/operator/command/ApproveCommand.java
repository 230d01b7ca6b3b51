package dev.fairway.operator.command;

import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command that approves what a hold of a running operator keeps from being done. */
@Command(
    name = "approve",
    description =
        "Approves a hold of a running operator: what it keeps from being taken away, or added, is"
            + " done with the next sync.",
    customSynopsis = "fairway approve HOLD-ID --kubeconfig FILE [OPTIONS]",
    footer = {
      "",
      "Needs get and patch on the operator's Lease: docs/running.md.",
      "Example: fairway approve h-1a2b3c4d --kubeconfig ~/.kube/config"
    })
final class ApproveCommand implements Callable<Integer> {

  static final String NAME = "approve";

  /** The time after which an approval on the Lease is of no use: every hold is over by then. */
  private static final Duration OLD = Duration.ofDays(1);

  @Mixin private final LeaseOptions options = new LeaseOptions();

  @Parameters(
      paramLabel = "HOLD-ID",
      description = "The hold, as conditions, Events, /readyz and the log name it.")
  private String holdId = "";

  private final Console console;

  ApproveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!LeaseAnnotations.isHoldId(holdId)) {
      throw ProblemException.ofArgument(
          "'%s' is not a HOLD-ID: h- and 8 of 0-9 and a-f, as in h-1a2b3c4d".formatted(holdId),
          List.of());
    }
    try (LeaseSession session = options.open(console)) {
      LeaseAnnotations before = session.read();
      Optional<Attribution> earlier = Optional.ofNullable(before.approvals().get(holdId));
      if (earlier.isPresent()) {
        print(
            "Hold "
                + holdId
                + " was approved already, "
                + earlier.get().once()
                + ". Nothing was changed.");
        return ExitCode.NOTHING_TO_DO;
      }
      Attribution who = session.attribution(Optional.empty());
      session.annotate(changes(before, who), NAME);
      print("Asked to approve hold " + holdId + " " + who.once());
      print(
          "on Lease "
              + session.lease().name()
              + ", which the operator reads every second. Its log and an Event on the Lease tell what"
              + " came of it.");
      return ExitCode.NOTHING_TO_DO;
    }
  }

  /** The approval, and the end of those that are of no use any more. */
  private Map<String, Optional<String>> changes(LeaseAnnotations before, Attribution who) {
    Map<String, Optional<String>> changes = new TreeMap<>();
    Instant old = who.at().orElseThrow().minus(OLD);
    before
        .approvals()
        .forEach(
            (hold, approval) -> {
              if (approval.at().filter(old::isAfter).isPresent()) {
                changes.put(LeaseAnnotations.approving(hold), Optional.empty());
              }
            });
    changes.put(LeaseAnnotations.approving(holdId), Optional.of(who.json()));
    return changes;
  }

  private void print(String line) {
    console.out().println(line);
    console.out().flush();
  }
}
