package dev.fairway.operator.command;

import dev.fairway.operator.document.AnsiStyle;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The streams and the environment of a command. Nothing else in the program touches the process's
 * own streams.
 *
 * @param in standard input
 * @param out standard output: text and JSON
 * @param err standard error: problems
 * @param environment the environment variables
 * @param colours true where the terminal shows colours
 */
public record Console(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    boolean colours) {

  /** Copies. */
  public Console {
    environment = Map.copyOf(new TreeMap<>(environment));
  }

  /** The streams, the environment and the terminal of this process. */
  public static Console ofProcess() {
    return new Console(
        System.in,
        writer(System.out),
        writer(System.err),
        System.getenv(),
        showsColours(System.getenv()));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }

  /** In a terminal that has colours, unless the user wants none (the NO_COLOR convention). */
  private static boolean showsColours(Map<String, String> environment) {
    String terminal = environment.getOrDefault("TERM", "dumb");
    return isTerminal()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !terminal.equals("dumb");
  }

  /** From Java 22 on there is a console without a terminal too, and a method that says so. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Object console = System.console();
    if (console == null) {
      return false;
    }
    try {
      Object answer = java.io.Console.class.getMethod("isTerminal").invoke(console);
      return Boolean.TRUE.equals(answer);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }

  /** The style of text for this terminal. */
  public AnsiStyle palette() {
    return colours ? AnsiStyle.ANSI : AnsiStyle.PLAIN;
  }
}
