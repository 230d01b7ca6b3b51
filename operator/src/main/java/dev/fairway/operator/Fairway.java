package dev.fairway.operator;

import dev.fairway.operator.command.CommandTree;
import dev.fairway.operator.command.Console;

/** The main class of the program. */
public final class Fairway {

  private Fairway() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(CommandTree.run(Console.ofProcess(), arguments));
  }
}
