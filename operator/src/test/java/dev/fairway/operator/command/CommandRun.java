package dev.fairway.operator.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One run of the program, as a shell sees it.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int code, String out, String err) {

  static CommandRun of(String... arguments) {
    return with(Map.of(), "", arguments);
  }

  static CommandRun with(Map<String, String> environment, String in, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            environment,
            false);
    int code = CommandTree.run(console, arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (IOException notJson) {
      throw new UncheckedIOException(out + err, notJson);
    }
  }

  /** The codes of the diagnostics about one object, in their order. */
  List<String> codes(String object) {
    return StreamSupport.stream(json().get("diagnostics").spliterator(), false)
        .filter(diagnostic -> diagnostic.get("object").asText().equals(object))
        .map(diagnostic -> diagnostic.get("code").asText())
        .toList();
  }
}
