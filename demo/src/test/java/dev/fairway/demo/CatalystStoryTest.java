package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The same story on a simulated Catalyst SD-WAN Manager. */
class CatalystStoryTest {

  @Test
  void story_onASimulatedManager_isTheSameAsOnTheMockFabric() {
    DemoResult onManager = DemoRun.on(DemoBackend.CATALYST).story();
    DemoResult onMock = DemoRun.on(DemoBackend.MOCK).story();
    assertEquals(onMock.sightings(), onManager.sightings());
    assertEquals(0, onManager.rulesLeft());
    assertTrue(onManager.strays().isEmpty(), onManager.strays()::toString);
  }
}
