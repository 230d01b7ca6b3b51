package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenePlayerTest {

  @Test
  void tunnelKey_eachWayToAsk_isTheKeyThatIsThere() {
    assertEquals("fairway.dev/tunnel", ScenePlayer.tunnelKey(Map.of()));
    assertEquals(
        "policy.sdwan.cisco.com/tunnel",
        ScenePlayer.tunnelKey(Map.of("policy.sdwan.cisco.com/tunnel", "mpls")));
    assertEquals(
        "fairway.dev/tunnel.web", ScenePlayer.tunnelKey(Map.of("fairway.dev/tunnel.web", "mpls")));
  }

  @Test
  void fallbackKey_onePortOnly_isForThatPort() {
    assertEquals("fairway.dev/fallback", ScenePlayer.fallbackKey(Map.of()));
    assertEquals(
        "fairway.dev/fallback.web",
        ScenePlayer.fallbackKey(Map.of("fairway.dev/tunnel.web", "mpls")));
  }

  @Test
  void withoutOurs_mixed_keepsWhatOtherPeopleWrote() {
    Map<String, String> annotations =
        Map.of("fairway.dev/tunnel", "mpls", "policy.sdwan.cisco.com/tunnel", "mpls", "team", "a");
    assertEquals(Map.of("team", "a"), ScenePlayer.withoutOurs(annotations));
  }

  @Test
  void mistyped_anyLength_isAnotherName() {
    assertEquals("biz-internt", ScenePlayer.mistyped("biz-internet"));
    assertEquals("s", ScenePlayer.mistyped("ls"));
    assertEquals("mm", ScenePlayer.mistyped("m"));
  }
}
