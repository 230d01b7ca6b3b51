package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The same story on a simulated Catalyst SD-WAN Manager. */
class CatalystStoryTest {

  @Test
  void story_onASimulatedManager_isTheSameAsOnTheMockFabric() {
    Story onManager = DemoRun.on(DemoWan::catalyst).story();
    Story onMock = DemoRun.on(DemoWan::mock).story();
    assertEquals(onMock.observed, onManager.observed);
    assertEquals(0, onManager.rulesLeft);
    assertTrue(onManager.probe.strays.isEmpty(), onManager.probe.strays::toString);
  }
}
