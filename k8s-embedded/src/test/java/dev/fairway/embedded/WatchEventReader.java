package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of an open watch. */
final class WatchEventReader implements AutoCloseable {

  private final BufferedReader reader;

  WatchEventReader(InputStream stream) {
    this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** Waits for the next event; a missing node at the end. */
  JsonNode next() {
    try {
      String line = reader.readLine();
      ObjectMapper mapper = new ObjectMapper();
      return line == null ? mapper.missingNode() : mapper.readTree(line);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The next events: type, name, and what a pointer finds. */
  List<String> next(int count, String pointer) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(told(next(), pointer));
    }
    return events;
  }

  /** All events to the end of the watch. */
  List<String> rest(String pointer) {
    List<String> events = new ArrayList<>();
    for (JsonNode event = next(); !event.isMissingNode(); event = next()) {
      events.add(told(event, pointer));
    }
    return events;
  }

  private static String told(JsonNode event, String pointer) {
    String name = event.at("/object/metadata/name").asText();
    String more = pointer.isEmpty() ? "" : " " + event.at("/object" + pointer).asText();
    return (event.path("type").asText() + " " + name).strip() + more;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
