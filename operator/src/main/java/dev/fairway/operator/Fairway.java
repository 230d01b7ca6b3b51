package dev.fairway.operator;

import dev.fairway.operator.command.CommandTree;
import dev.fairway.operator.command.Console;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The program. */
public final class Fairway {

  private Fairway() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console console =
        new Console(
            System.in,
            writer(System.out),
            writer(System.err),
            System.getenv(),
            showsColours(System.getenv()));
    int code = CommandTree.run(console, arguments);
    console.out().flush();
    console.err().flush();
    System.exit(code);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }

  /** Only in a terminal that can, and where nobody asked for none (the NO_COLOR convention). */
  private static boolean showsColours(Map<String, String> environment) {
    String terminal = environment.getOrDefault("TERM", "dumb");
    return isTerminal()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !terminal.equals("dumb");
  }

  /** From Java 22 on there is a console without a terminal too, and a method that tells. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Object console = System.console();
    if (console == null) {
      return false;
    }
    try {
      Object tells = java.io.Console.class.getMethod("isTerminal").invoke(console);
      return Boolean.TRUE.equals(tells);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }
}
