package dev.fairway.demo.simulate;

import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.operator.command.Console;
import dev.fairway.operator.command.ExitCode;
import dev.fairway.operator.command.ProblemException;
import dev.fairway.operator.run.StopSignal;
import dev.fairway.spi.DurationText;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A vendor's controller that is not the product. */
@Command(
    name = "simulate",
    description =
        "Starts a simulator of a vendor's controller on this machine, to try a backend against."
            + " Ends with Ctrl-C.",
    footer = {
      "",
      "Example: fairway simulate catalyst",
      "Example: fairway simulate catalyst --port 8443"
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final String CATALYST = "catalyst";
  private static final int MOST_PORTS = 65_535;
  private static final String ACCOUNT = "[a-z0-9_-]{1,32}";

  @Parameters(index = "0", paramLabel = "NAME", description = "Whose controller: catalyst.")
  private String name = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where it listens, on 127.0.0.1. Default: any that is free.")
  private int port;

  @Option(
      names = "--push-time",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "How long a change takes to reach the controllers. Default: ${DEFAULT-VALUE}.")
  private String pushTime = "5s";

  @Option(
      names = "--account",
      paramLabel = "NAME",
      description =
          "A further account, as a team has it for its own tools; can be given several times. Its"
              + " password is in a file of its own.")
  private List<String> accounts = new ArrayList<>();

  @Option(
      names = "--empty",
      description = "Begins without any list or policy, as a Manager that is to be restored into.")
  private boolean empty;

  private final Console console;
  private final Supplier<StopSignal> stop;

  /** A command on the streams of a console. */
  public SimulateCommand(Console console, Supplier<StopSignal> stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() {
    if (!name.equals(CATALYST)) {
      throw ProblemException.ofArgument(
          "there is no simulator of '" + name + "'; there is one of: " + CATALYST, List.of());
    }
    if (port < 0 || port > MOST_PORTS) {
      throw ProblemException.ofArgument("--port " + port + " is not within 0 to 65535", List.of());
    }
    StopSignal signal = stop.get();
    try (SimulatedCatalyst simulated = start()) {
      tell(simulated);
      signal.await();
    } catch (UncheckedIOException cannot) {
      throw ProblemException.ofArgument(
          "it cannot listen on port " + port + ": " + cannot.getMessage(), List.of());
    }
    return ExitCode.NOTHING_TO_DO;
  }

  private SimulatedCatalyst start() {
    for (String account : accounts) {
      if (!account.matches(ACCOUNT)) {
        throw ProblemException.ofArgument(
            "--account '" + account + "' is not a name of 1 to 32 of the signs a-z, 0-9, _ and -",
            List.of());
      }
      if (account.equals(SimulatedCatalyst.USER) || Collections.frequency(accounts, account) > 1) {
        throw ProblemException.ofArgument(
            "--account '" + account + "' is there already; every account has a name of its own",
            List.of());
      }
    }
    FabricSeed seed = FabricSeed.withActivePolicy();
    return SimulatedCatalyst.start(
        port, duration(), empty ? seed.withoutObjects() : seed, accounts);
  }

  private Duration duration() {
    return DurationText.tryParse(pushTime)
        .orElseThrow(
            () ->
                ProblemException.ofArgument(
                    "--push-time '" + pushTime + "' is not a duration, as in 500ms, 5s, 1m",
                    List.of()));
  }

  private void tell(SimulatedCatalyst simulated) {
    PrintWriter out = console.out();
    out.println("A simulated Catalyst SD-WAN Manager listens at " + simulated.url() + ", on this");
    out.println("machine only. It is not the product: what it does, and how well that is known,");
    out.println("stands in catalyst-simulator/README.md.");
    out.println();
    out.println("  user       " + SimulatedCatalyst.USER);
    out.println("  password   in " + simulated.passwordFile());
    for (String account : accounts) {
      out.println("  user       " + account);
      out.println("  password   in " + simulated.passwordFileOf(account));
    }
    out.println("  CA         " + simulated.caFile());
    out.println("  settings   " + simulated.settings());
    out.println();
    out.println(
        "Sites 100 Frankfurt, 200 Madrid, 300 Lisbon; "
            + (empty ? "no policy is active." : "people's policy 'corporate' is active."));
    out.println("In another terminal:");
    out.println();
    out.println("  ./fairway plan -f MANIFESTS --config " + simulated.settings());
    out.println("  ./fairway run --config " + simulated.settings() + " --kubeconfig FILE");
    out.println("  ./fairway purge --config " + simulated.settings());
    out.println();
    out.println("Ctrl-C ends it; what was written on it goes with it.");
    out.flush();
  }
}
