package dev.fairway.demo;

import dev.fairway.mock.FabricSpec;
import dev.fairway.operator.command.Console;
import dev.fairway.operator.command.ProblemException;
import dev.fairway.operator.command.TerminationSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that plays the demo. */
@Command(
    name = "demo",
    description =
        "Tells the main job as a story: the whole operator, on a Kubernetes API and an SD-WAN in"
            + " memory. Nothing else is needed.",
    footer = {
      "",
      "Example: fairway demo",
      "Example: fairway demo -f my-manifests/",
      "Example: fairway demo --keep",
      "Example: fairway demo --backend catalyst"
    })
final class DemoCommand implements Callable<Integer> {

  private static final String BACKEND = "mock";

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = BACKEND,
      description =
          "The backend it runs on: mock, or catalyst, on a simulated Manager. Default:"
              + " ${DEFAULT-VALUE}.")
  private String backend = BACKEND;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PATH",
      arity = "1..*",
      description = "Tell it on these manifests: files, folders, or - for stdin.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--keep",
      description =
          "Go on after the story: the Kubernetes API, the operator and the fabric stay up, to be"
              + " tried by hand, until Enter or Ctrl-C.")
  private boolean keep;

  private final Console console;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Function<FabricSpec, DemoWan> wan =
        switch (backend) {
          case "mock" -> DemoWan::mock;
          case "catalyst" -> DemoWan::catalyst;
          default ->
              throw ProblemException.ofArgument(
                  "the demo cannot run on '" + backend + "'; it runs on: mock, catalyst",
                  List.of());
        };
    return new Demo(
            wan,
            paths,
            console,
            System::nanoTime,
            keep ? Optional.of(TerminationSignals::stop) : Optional.empty())
        .run();
  }
}
