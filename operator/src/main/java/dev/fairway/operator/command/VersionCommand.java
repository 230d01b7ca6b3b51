package dev.fairway.operator.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command that prints the version. */
@Command(
    name = "version",
    description = "Prints the version.",
    footer = {"", "Example: fairway version"})
final class VersionCommand implements Callable<Integer> {

  private static final String RESOURCE = "/fairway-version.properties";

  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  /** The version of the program, as the build wrote it down. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      properties.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.getProperty("version", "unknown");
  }

  @Override
  public Integer call() {
    String java = "Java " + Runtime.version().feature() + ", " + System.getProperty("os.name");
    console.out().println("fairway " + version() + " (" + java + ")");
    return ExitCode.NOTHING_TO_DO;
  }
}
