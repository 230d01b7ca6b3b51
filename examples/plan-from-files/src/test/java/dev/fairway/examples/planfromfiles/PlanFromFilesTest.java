package dev.fairway.examples.planfromfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanFromFilesTest {

  @Test
  void plan_oneServiceOnTwoSites_installsARuleInEachDirection() {
    List<String> steps =
        PlanFromFiles.plan(Path.of("input", "shop.yaml"), Path.of("input", "fabric.yaml"));
    assertEquals(2, steps.size(), steps::toString);
    assertTrue(
        steps.get(0).contains("from=any to=10.2.0.11/32,10.2.0.12/32 protocol=tcp"),
        steps::toString);
    assertTrue(
        steps.get(1).contains("from=10.2.0.11/32,10.2.0.12/32 to=10.1.0.0/16,10.2.0.0/16"),
        steps::toString);
    steps.forEach(
        step -> assertTrue(step.contains("tunnel=biz-internet fallback=none dscp=af21"), step));
  }
}
