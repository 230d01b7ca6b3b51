package dev.fairway.operator.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people and commands write on the Lease, and how it is read. */
class LeaseAnnotationsTest {

  private static final Attribution ALICE =
      new Attribution(
          Optional.of("alice"),
          Optional.of(Instant.parse("2026-11-29T20:00:00Z")),
          Optional.of("work on the WAN"));

  private static LeaseAnnotations read(Map<String, String> annotations) {
    Lease lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withUid("u-1")
            .withAnnotations(annotations)
            .endMetadata()
            .build();
    return LeaseAnnotations.of(lease);
  }

  private static Attribution frozen(String value) {
    return read(Map.of("fairway.dev/freeze", value)).freeze().orElseThrow();
  }

  private static Map<String, String> set(Map<String, Optional<String>> changes) {
    return changes.entrySet().stream()
        .filter(change -> change.getValue().isPresent())
        .collect(Collectors.toMap(Map.Entry::getKey, change -> change.getValue().get()));
  }

  @Test
  void read_whatTheCommandsWrite_isThat() {
    assertEquals(Optional.of(ALICE), read(set(LeaseAnnotations.freezing(ALICE))).freeze());
    assertEquals(Optional.of(ALICE), read(set(LeaseAnnotations.unfreezing(ALICE))).unfreeze());
    assertEquals(Optional.empty(), read(set(LeaseAnnotations.unfreezing(ALICE))).freeze());
    assertEquals(
        Map.of("h-1a2b3c4d", ALICE),
        read(Map.of(LeaseAnnotations.approving("h-1a2b3c4d"), ALICE.json())).approvals());
    assertEquals("by alice since 2026-11-29T20:00:00Z: work on the WAN", ALICE.since());
  }

  @Test
  void read_leaseWithoutAnnotations_saysNothing() {
    LeaseAnnotations none = LeaseAnnotations.of(new Lease());
    assertEquals(Optional.empty(), none.freeze());
    assertEquals(Map.of(), none.approvals());
    assertEquals(Optional.empty(), read(Map.of("other", "freeze")).freeze());
  }

  @Test
  void read_textOfPeoplesOwn_isTheReason() {
    assertEquals(
        "by a user who is not named: the WAN team works", frozen("the WAN team works").since());
    assertEquals("by a user who is not named", frozen("").since());
    assertEquals("by a user who is not named: 7", frozen("7").since());
    assertEquals("by a user who is not named: {\"by\":", frozen("{\"by\":").since());
    assertEquals(Optional.empty(), read(Map.of("fairway.dev/freeze", "false")).freeze());
  }

  @Test
  void read_jsonWithoutWhatIsNeeded_freezesAllTheSame() {
    assertEquals("by a user who is not named", frozen("{}").since());
    assertEquals("by bob", frozen("{\"by\":\"bob\",\"at\":\"yesterday\",\"reason\":7}").since());
  }

  @Test
  void read_textThatIsLongOrLeavesItsLine_isCutToOneLine() {
    assertEquals(
        "by a user who is not named: " + "x".repeat(Attribution.LONGEST) + "...",
        frozen("x".repeat(5_000)).since());
    assertEquals("by a b", frozen("{\"by\":\"a\\nb\\u202e\"}").since());
  }

  @Test
  void holdId_isShort() {
    assertTrue(LeaseAnnotations.isHoldId("h-1a2b3c4d"));
    assertFalse(LeaseAnnotations.isHoldId("h-1A2B3C4D"));
    assertFalse(LeaseAnnotations.isHoldId("h-1a2b3c4d5"));
    assertFalse(LeaseAnnotations.isHoldId("1a2b3c4d"));
  }
}
