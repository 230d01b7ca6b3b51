package dev.fairway.operator.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.operator.document.ExplainDocument;
import dev.fairway.operator.document.ExplainDocument.HoldView;
import dev.fairway.operator.document.ExplainDocument.RetainedView;
import dev.fairway.operator.document.ExplainText;
import dev.fairway.operator.document.PlanDocument.ObservedView;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.trace.PacketQuery;
import dev.fairway.runtime.loop.LastLook;
import dev.fairway.runtime.safety.SafetySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What an operator tells of retained addresses, of holds and of Services that are only observed.
 */
class SafetyQueriesTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final LastLook LOOK = new LastLook(Optional.of(Duration.ZERO), true);
  private static final String UNLISTED = ScriptedInstance.CART.split("---", -1)[0];

  private final LatestSync latest = new LatestSync(System::nanoTime, () -> NOW);
  private final ScriptedInstance fairway = new ScriptedInstance(latest);

  @AfterEach
  void close() {
    fairway.close();
  }

  private QueryService queries() {
    return latest.answers(LOOK).orElseThrow();
  }

  private ExplainDocument explain() {
    return queries().explain("shop/cart");
  }

  private static String text(ExplainDocument document) {
    return ExplainText.of(document, AnsiStyle.PLAIN);
  }

  @Test
  void explain_serviceOfWhichNothingIsMissing_tellsNothingOfSafety() {
    fairway.sync(ScriptedInstance.CART);
    assertEquals(List.of(), explain().retained());
    assertEquals(List.of(), explain().holds());
    assertEquals(List.of(), explain().observed());
  }

  @Test
  void explain_addressThatIsMissing_tellsSinceAndUntilWhenItIsRetained() {
    fairway.sync(ScriptedInstance.CART);
    fairway.sync(UNLISTED);
    RetainedView kept = explain().retained().get(0);
    assertEquals("10.2.0.1", kept.address());
    assertEquals("2026-03-04T05:06:07Z", kept.since());
    assertEquals(
        NOW.plus(SafetySettings.DEFAULTS.holdFor()).toString(),
        kept.until(),
        "none of its addresses is left");
    assertTrue(
        text(explain()).contains("retained\n  10.2.0.1 since 2026-03-04T05:06:07Z, until "),
        () -> text(explain()));
    assertTrue(
        queries()
            .trace(PacketQuery.parse("site:100", "shop/cart:http"), flow -> Optional.empty())
            .note()
            .startsWith("10.2.0.1 is in no EndpointSlice any more and keeps its rules until 2026"));
  }

  @Test
  void explain_serviceThatIsHeld_tellsTheHoldAndWhatEndsIt() {
    fairway.sync(ScriptedInstance.CART);
    fairway.sync(UNLISTED);
    fairway.later(SafetySettings.DEFAULTS.retention());
    String id = fairway.sync(UNLISTED).holds().get(0).id();
    HoldView hold = explain().holds().get(0);
    assertEquals(id, hold.id());
    assertEquals("2026-03-04T05:06:07Z", hold.since());
    assertEquals("fairway.dev/release: " + id, hold.approval());
    assertEquals(id, explain().retained().get(0).hold());
    assertTrue(
        text(explain()).contains("holds\n  " + id + " since 2026-03-04T05:06:07Z: "),
        () -> text(explain()));
  }

  @Test
  void explain_observedService_tellsTheRulesThatItWouldHave() {
    String observed =
        ScriptedInstance.CART.replace(
            "annotations: {", "annotations: {fairway.dev/mode: observe, ");
    fairway.sync(observed);
    assertEquals(List.of(), explain().rules());
    assertEquals(2, explain().observed().size());
    assertEquals(List.of("mpls"), explain().observed().get(0).transports());
    ObservedView planned = queries().observed().get(0);
    assertEquals("shop-eu/shop/cart", planned.service());
    assertEquals(explain().observed(), planned.rules());
    assertTrue(
        text(explain()).contains("observed only, these rules are not written\n  "),
        () -> text(explain()));
  }
}
