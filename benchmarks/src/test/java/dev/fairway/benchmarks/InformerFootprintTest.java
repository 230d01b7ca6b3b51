package dev.fairway.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program runs on a small cluster, so that it does not rot. */
class InformerFootprintTest {

  @Test
  void measure_smallCluster_printsALineForEachWayToWatch() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    InformerFootprint.measure(
        List.of("10", "5", "1", "64m"), new PrintStream(printed, true, StandardCharsets.UTF_8));
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(3, lines.size(), lines.toString());
    assertTrue(lines.get(1).matches("fairway( +\\d+\\.\\d+){4}"), lines.toString());
    assertTrue(lines.get(2).matches("whole( +\\d+\\.\\d+){4}"), lines.toString());
  }
}
