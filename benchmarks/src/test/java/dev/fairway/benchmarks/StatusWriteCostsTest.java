package dev.fairway.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The program runs on a small cluster, so that it does not rot. */
class StatusWriteCostsTest {

  @Test
  void measure_smallCluster_writesEveryStatusAndPrintsALine() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    StatusWriteCosts.measure(20, new PrintStream(printed, true, StandardCharsets.UTF_8));
    String line = printed.toString(StandardCharsets.UTF_8).strip();
    assertTrue(
        line.matches(
            "20 Services, [2-4]\\d status writes in \\d+\\.\\d s: \\d+\\.\\d\\d s of CPU in the"
                + " status threads, \\d+\\.\\d\\d s in those of the HTTP client"),
        line);
  }
}
