package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnotationEditsTest {

  @Test
  void tunnelKey_eachWayToAsk_isTheKeyThatIsThere() {
    assertEquals("fairway.dev/tunnel", AnnotationEdits.tunnelKey(Map.of()));
    assertEquals(
        "policy.sdwan.cisco.com/tunnel",
        AnnotationEdits.tunnelKey(Map.of("policy.sdwan.cisco.com/tunnel", "mpls")));
    assertEquals(
        "fairway.dev/tunnel.web",
        AnnotationEdits.tunnelKey(Map.of("fairway.dev/tunnel.web", "mpls")));
  }

  @Test
  void fallbackKey_onePortOnly_isForThatPort() {
    assertEquals("fairway.dev/fallback", AnnotationEdits.fallbackKey(Map.of()));
    assertEquals(
        "fairway.dev/fallback.web",
        AnnotationEdits.fallbackKey(Map.of("fairway.dev/tunnel.web", "mpls")));
  }

  @Test
  void withoutOurs_mixed_keepsWhatOtherPeopleWrote() {
    Map<String, String> annotations =
        Map.of("fairway.dev/tunnel", "mpls", "policy.sdwan.cisco.com/tunnel", "mpls", "team", "a");
    assertEquals(Map.of("team", "a"), AnnotationEdits.withoutOurs(annotations));
  }

  @Test
  void mistyped_anyLength_isAnotherName() {
    assertEquals("biz-internt", AnnotationEdits.mistyped("biz-internet"));
    assertEquals("s", AnnotationEdits.mistyped("ls"));
    assertEquals("mm", AnnotationEdits.mistyped("m"));
  }
}
