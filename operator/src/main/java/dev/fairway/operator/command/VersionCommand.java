package dev.fairway.operator.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Which version this is. */
@Command(
    name = "version",
    description = "Prints the version.",
    footer = {"", "Example: fairway version"})
final class VersionCommand implements Callable<Integer> {

  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console
        .out()
        .println(
            "fairway "
                + ProgramVersion.text()
                + " (Java "
                + Runtime.version().feature()
                + ", "
                + System.getProperty("os.name")
                + ")");
    console.out().flush();
    return ExitCode.NOTHING_TO_DO;
  }
}
