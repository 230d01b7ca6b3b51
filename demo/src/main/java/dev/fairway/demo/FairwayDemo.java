package dev.fairway.demo;

import dev.fairway.demo.simulate.SimulateCommand;
import dev.fairway.operator.command.CommandTree;
import dev.fairway.operator.command.Console;
import dev.fairway.operator.command.TerminationSignals;
import java.util.List;

/** The program with every command of the operator, the demo and the simulated controllers. */
public final class FairwayDemo {

  private FairwayDemo() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Console.ofProcess(), arguments));
  }

  /** Runs a command and returns its exit code. */
  static int run(Console console, String... arguments) {
    return CommandTree.run(
        console,
        List.of(new DemoCommand(console)),
        List.of(new SimulateCommand(console, TerminationSignals::stop)),
        arguments);
  }
}
