package dev.fairway.operator.command;

import dev.fairway.operator.document.AnsiStyle;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a command reads and writes. Nothing else in the program touches the process's own streams.
 *
 * @param in standard input
 * @param out people's text and JSON
 * @param err problems
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

  AnsiStyle palette() {
    return colours ? AnsiStyle.ANSI : AnsiStyle.PLAIN;
  }
}
