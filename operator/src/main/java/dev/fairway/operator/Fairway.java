package dev.fairway.operator;

import dev.fairway.operator.command.CommandTree;
import dev.fairway.operator.command.Console;
import dev.fairway.operator.command.DemoCommand;
import dev.fairway.operator.command.SimulateCommand;
import dev.fairway.operator.command.TerminationSignals;
import java.util.List;

/** The main class of the program. */
public final class Fairway {

  private Fairway() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    System.exit(
        CommandTree.run(
            console,
            List.of(new DemoCommand(console)),
            List.of(new SimulateCommand(console, TerminationSignals::stop)),
            arguments));
  }
}
