package dev.fairway.operator.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The answer of a program that has no demo to a command of the one that has it. */
@Command(hidden = true)
final class DemoProgramNotice implements Callable<Integer> {

  /** The commands of the other program. */
  static final List<String> COMMANDS = List.of("demo", "simulate");

  private final String command;

  @SuppressWarnings("UnusedVariable") // what follows the command is of no use to this one
  @Unmatched
  private List<String> arguments = new ArrayList<>();

  DemoProgramNotice(String command) {
    this.command = command;
  }

  @Override
  public Integer call() {
    throw ProblemException.ofArgument(
        "'%1$s' is in another program: ./fairway %1$s (demo/target/fairway-demo.jar)"
            .formatted(command),
        List.of());
  }
}
