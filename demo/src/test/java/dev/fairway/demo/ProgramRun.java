package dev.fairway.demo;

import dev.fairway.operator.command.Console;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One run of the program with the demo in it, as a shell sees it.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
public record ProgramRun(int code, String out, String err) {

  /** A run without standard input and environment. */
  public static ProgramRun of(String... arguments) {
    return with(Map.of(), "", arguments);
  }

  /** A run with standard input and environment variables. */
  public static ProgramRun with(Map<String, String> environment, String in, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            environment,
            false);
    int code = FairwayDemo.run(console, arguments);
    return new ProgramRun(code, out.toString(), err.toString());
  }
}
