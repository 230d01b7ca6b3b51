package dev.fairway.operator.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairway.operator.settings.Settings.LogFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of the two formats, and the loggers that are written. */
class LoggingConfigurationTest {

  private static final Logger OURS = LoggerFactory.getLogger("dev.fairway.sample.Sample");

  private final StringWriter written = new StringWriter();

  private List<String> lines(LogFormat format, Map<String, String> environment, Runnable said) {
    try (LoggingConfiguration log =
        new LoggingConfiguration(format, environment, new PrintWriter(written))) {
      said.run();
    }
    return written.toString().lines().toList();
  }

  @Test
  void text_oneMessage_isOneLineWhateverItRepeats() {
    List<String> lines =
        lines(
            LogFormat.TEXT,
            Map.of(),
            () -> OURS.info("service '{}' is odd", "cart\r\n2026-01-01 ERROR Forged: yes"));
    assertEquals(1, lines.size());
    assertTrue(
        lines
            .get(0)
            .matches("\\S+T\\S+ INFO  Sample: service 'cart 2026-01-01 ERROR Forged: yes' is odd"),
        lines.get(0));
  }

  @Test
  void json_oneMessage_isOneObjectWithTheSameKeysInTheSameOrder() throws Exception {
    List<String> lines =
        lines(
            LogFormat.JSON,
            Map.of(),
            () -> {
              OURS.info("a \"quoted\"\nmessage");
              OURS.error("broke", new IllegalStateException("why"));
            });
    assertEquals(2, lines.size());
    for (String line : lines) {
      JsonNode object = new ObjectMapper().readTree(line);
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      assertEquals(List.of("time", "level", "logger", "thread", "message", "exception"), keys);
      assertFalse(Instant.parse(object.get("time").asText()).isAfter(Instant.now()));
      assertEquals("dev.fairway.sample.Sample", object.get("logger").asText());
    }
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertEquals("a \"quoted\"\nmessage", first.get("message").asText());
    assertEquals("", first.get("exception").asText());
    JsonNode second = new ObjectMapper().readTree(lines.get(1));
    assertEquals("ERROR", second.get("level").asText());
    assertTrue(second.get("exception").asText().startsWith("java.lang.IllegalStateException: why"));
  }

  @Test
  void others_sayOnlyWarnings() {
    Logger theirs = LoggerFactory.getLogger("io.fabric8.kubernetes.client.Sample");
    Logger election =
        LoggerFactory.getLogger("io.fabric8.kubernetes.client.extended.leaderelection.Sample");
    List<String> lines =
        lines(
            LogFormat.TEXT,
            Map.of("FAIRWAY_LOG_LEVEL", "DEBUG"),
            () -> {
              theirs.info("noise");
              theirs.warn("a warning");
              election.error("told by us");
              OURS.debug("ours");
            });
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(lines.get(0).endsWith("a warning"));
    assertTrue(lines.get(1).endsWith("ours"));
  }

  @Test
  void level_setToError_holdsForAll() {
    List<String> lines =
        lines(
            LogFormat.TEXT,
            Map.of("FAIRWAY_LOG_LEVEL", "ERROR"),
            () -> {
              LoggerFactory.getLogger("okhttp3.Sample").warn("noise");
              OURS.warn("a warning");
              OURS.error("an error");
            });
    assertEquals(1, lines.size(), lines::toString);
  }

  @Test
  void close_putsBackWhatWas() {
    assertEquals(List.of(), lines(LogFormat.TEXT, Map.of(), () -> {}));
    OURS.info("nobody hears this");
    assertEquals("", written.toString());
    assertFalse(OURS.isInfoEnabled());
  }
}
