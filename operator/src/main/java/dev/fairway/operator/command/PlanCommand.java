package dev.fairway.operator.command;

import dev.fairway.operator.document.Json;
import dev.fairway.operator.document.PlanDocument;
import dev.fairway.operator.document.PlanText;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.runtime.PlannedSync;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that shows what would change. */
@Command(
    name = "plan",
    description = "Shows what would change on the fabric, and changes nothing.",
    customSynopsis = "fairway plan -f PATH... (--fabric|--config) FILE [OPTIONS]",
    footer = {
      "",
      "Example: fairway plan -f shop/ --fabric fabric.yaml --assume-pods 2",
      "Exit code: 0 nothing to do, 2 there are changes, 1 an error."
    })
final class PlanCommand implements Callable<Integer> {

  @Mixin final SourceOptions source = new SourceOptions();

  private final Console console;
  private final BackendCatalog catalog;

  PlanCommand(Console console, BackendCatalog catalog) {
    this.console = console;
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    try (DryRun dryRun = DryRun.open(source, console, catalog)) {
      PlannedSync sync = dryRun.queries().sync();
      PlanDocument plan =
          PlanDocument.of(
                  sync.plan(), sync.translation(), sync.observed(), dryRun.queries().diagnostics())
              .withSegmentChecks(sync.cluster().services())
              .withObserved(dryRun.queries().observed());
      return source.format.print(
          console,
          Json.of(plan),
          PlanText.of(plan, sync.isComplete(), console.palette()),
          plan.diagnostics(),
          plan.steps().isEmpty() ? ExitCode.NOTHING_TO_DO : ExitCode.CHANGES);
    }
  }
}
