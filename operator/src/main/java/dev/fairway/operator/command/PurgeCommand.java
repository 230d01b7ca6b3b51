package dev.fairway.operator.command;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.operator.document.PlanDocument;
import dev.fairway.operator.document.PlanText;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.operator.settings.SettingsReading;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.runtime.DeadlineCallContext;
import dev.fairway.runtime.WritePermission;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that removes everything of one owner from the fabric. */
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

  /** A controller may take minutes to bring a change to every edge. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

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
    OwnerId owner = read.cluster().owner();
    try (SdwanBackend backend = BackendFactory.of(read, catalog)) {
      WanSnapshot wan = backend.inventory(callContext());
      ObservedPolicy observed = backend.observe(wan, callContext());
      Plan plan = Planner.plan(owner, DesiredPolicy.EMPTY, observed, PlanMode.SYNC);
      Optional<String> container = backend.purgeConfirmation(wan, callContext());
      if (plan.isEmpty() && observed.unfinished().isEmpty() && container.isEmpty()) {
        print("Nothing of owner " + owner + " is on the fabric.");
        return ExitCode.NOTHING_TO_DO;
      }
      show(plan, observed, container);
      String needed = container.orElse(owner.value());
      if (confirmed == null) {
        print("Nothing was changed. To carry it out: --confirm " + needed);
        return ExitCode.CHANGES;
      }
      if (!confirmed.equals(needed)) {
        throw ProblemException.ofArgument(
            "--confirm '" + confirmed + "' is not what this purge asks for: --confirm " + needed,
            List.of());
      }
      return exitCode(plan, backend.purge(plan, wan, callContext()));
    } catch (BackendException broken) {
      throw BackendFactory.unreachable(read, broken);
    }
  }

  private static CallContext callContext() {
    return new DeadlineCallContext(
        LONGEST, System::nanoTime, false, "purge", new WritePermission());
  }

  private Settings read() {
    SettingsReading reading =
        SettingsReader.read(Optional.of(config), console.environment(), settings.values());
    return reading.settings().orElseThrow(() -> new ProblemException(reading.diagnostics()));
  }

  private void print(String line) {
    console.out().println(line);
    console.out().flush();
  }

  private void show(Plan plan, ObservedPolicy observed, Optional<String> container) {
    PlanDocument document = PlanDocument.of(plan, observed);
    console.out().print(PlanText.of(document, true, console.palette()));
    observed.unfinished().forEach(console.out()::println);
    container.ifPresent(
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

  private int exitCode(Plan plan, ApplyReport report) {
    if (report.succeeded()) {
      print("Done: nothing of owner " + plan.owner() + " is left.");
      return ExitCode.NOTHING_TO_DO;
    }
    long done = report.outcomes().stream().filter(StepOutcome.Applied.class::isInstance).count();
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
    return ExitCode.ERROR;
  }
}
