package dev.fairway.operator.command;

import dev.fairway.core.plan.Plan;
import dev.fairway.operator.document.PlanDocument;
import dev.fairway.operator.document.PlanText;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.operator.settings.SettingsReading;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes everything of one owner away. */
@Command(
    name = "purge",
    description =
        "Takes everything that Fairway wrote for an owner off the fabric. Shows the plan first, and"
            + " carries it out only with --confirm.",
    customSynopsis = "fairway purge --config FILE [--confirm NAME] [OPTIONS]",
    footer = {
      "",
      "Stop the operator of that owner first: it would put everything back.",
      "Example: fairway purge --config fairway.yaml",
      "Exit code: 0 nothing is left, 2 it was only shown, 1 an error."
    })
final class PurgeCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description =
          "Settings, with the backend and the owner. Every setting is also a flag and an"
              + " environment variable: docs/settings.md.")
  private Path config = Path.of("");

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "Carry it out. NAME is what the plan asks for.")
  private @Nullable String confirmed;

  final SettingFlags settings = new SettingFlags();

  private final Console console;
  private final BackendCatalog catalog;

  PurgeCommand(Console console, BackendCatalog catalog) {
    this.console = console;
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    Settings read = read();
    try (SdwanBackend backend = BackendFactory.of(read, catalog)) {
      Purge purge = Purge.of(backend, read.cluster().owner());
      if (purge.isNothing()) {
        console.out().println("Nothing of owner " + purge.plan().owner() + " is on the fabric.");
        console.out().flush();
        return ExitCode.NOTHING_TO_DO;
      }
      show(purge);
      return confirmed == null ? ask(purge) : carryOut(purge, confirmed);
    } catch (BackendException broken) {
      throw BackendFactory.unreachable(read, broken);
    }
  }

  private Settings read() {
    SettingsReading reading =
        SettingsReader.read(Optional.of(config), console.environment(), settings.values());
    return reading.settings().orElseThrow(() -> new ProblemException(reading.diagnostics()));
  }

  private void show(Purge purge) {
    PlanDocument plan = PlanDocument.of(purge.plan(), purge.observed());
    console.out().print(PlanText.of(plan, true, console.palette()));
    purge.observed().unfinished().forEach(console.out()::println);
    purge
        .container()
        .ifPresent(
            name ->
                console
                    .out()
                    .println(
                        "'"
                            + name
                            + "' is Fairway's own and goes too: until somebody puts another in its"
                            + " place, the fabric then has none."));
    console.out().flush();
  }

  private int ask(Purge purge) {
    console.out().println("Nothing was changed. To carry it out: --confirm " + purge.word());
    console.out().flush();
    return ExitCode.CHANGES;
  }

  private int carryOut(Purge purge, String word) {
    if (!word.equals(purge.word())) {
      throw ProblemException.ofArgument(
          "--confirm '" + word + "' is not what this purge asks for: --confirm " + purge.word(),
          List.of());
    }
    ApplyReport report = purge.carryOut();
    if (report.succeeded()) {
      console.out().println("Done: nothing of owner " + purge.plan().owner() + " is left.");
      console.out().flush();
      return ExitCode.NOTHING_TO_DO;
    }
    tell(purge.plan(), report);
    return ExitCode.ERROR;
  }

  private void tell(Plan plan, ApplyReport report) {
    long done =
        report.outcomes().stream().filter(one -> one instanceof StepOutcome.Applied).count();
    console.err().println("error: " + done + " of " + plan.steps().size() + " rules are gone");
    report.outcomes().stream()
        .map(
            outcome ->
                outcome.fold(
                    applied -> "",
                    skipped -> outcome.rule() + " skipped: " + skipped.why(),
                    failed -> outcome.rule() + " failed: " + failed.message(),
                    unknown -> outcome.rule() + " unknown: " + unknown.why()))
        .filter(line -> !line.isEmpty())
        .forEach(console.err()::println);
    console.err().println("Run it again: it goes on where it stopped.");
    console.err().flush();
  }
}
