package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.demo.ScenePlayer.ObservedPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same story on a simulated Catalyst SD-WAN Manager, which lacks what two scenes ask for. */
class CatalystStoryTest {

  private static final List<Integer> LACKING = List.of(DemoRun.STRANGER, DemoRun.MARK);

  @Test
  void story_onASimulatedManager_isTheSameAsOnTheMockFabric() {
    Story onManager = DemoRun.on(DemoWan::catalyst).story();
    Story onMock = DemoRun.on(DemoWan::mock).story();
    assertEquals(supported(onMock), supported(onManager));
    assertEquals(0, onManager.rulesLeft);
    assertTrue(onManager.probe.strays.isEmpty(), onManager.probe.strays::toString);
  }

  @Test
  void wordsThatTheManagerLacks_areRefusedAndChangeNothing() {
    DemoRun run = DemoRun.on(DemoWan::catalyst);
    for (int scene : LACKING) {
      String said = String.join(" ", run.scene(scene)).replaceAll(" +", " ");
      assertTrue(said.contains("UnsupportedByBackend"), run::text);
      assertTrue(said.contains("cannot do that through Fairway yet"), run::text);
      assertEquals(List.of(0L, 0L), run.writes(scene), run::text);
    }
    String before = run.from("10.3.0.10", DemoRun.STRANGER, "before");
    assertEquals(before, run.from("10.3.0.10", DemoRun.STRANGER, "access"));
    assertEquals("any/any", run.other(DemoRun.MARK, "dscp"));
  }

  private static List<ObservedPath> supported(Story story) {
    return story.observed.stream().filter(path -> !LACKING.contains(path.scene())).toList();
  }
}
