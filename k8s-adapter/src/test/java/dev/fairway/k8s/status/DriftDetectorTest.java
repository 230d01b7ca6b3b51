package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.mock.WriteFault;
import dev.fairway.runtime.SyncReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftDetectorTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");

  private final PublisherFixture shop =
      new PublisherFixture().asks("cart", "mpls").asks("search", "biz-internet");
  private final DesiredPolicy asked = shop.planned().translation().policy();
  private final List<PathRule> rules = asked.rules();
  private final DriftDetector detector = DriftDetector.of(asked, rules);

  @AfterEach
  void close() {
    shop.close();
  }

  private static Set<RuleId> ids(PathRule... rules) {
    return Set.copyOf(List.of(rules).stream().map(PathRule::id).toList());
  }

  @Test
  void changed_asItWasLeft_isNothing() {
    assertEquals(4, rules.size());
    assertEquals(Set.of(), detector.changed(asked, rules));
  }

  @Test
  void changed_ruleTakenAway_isThatRule() {
    assertEquals(ids(rules.get(0)), detector.changed(asked, rules.subList(1, 4)));
    assertEquals(ids(rules.toArray(PathRule[]::new)), detector.changed(asked, List.of()));
  }

  @Test
  void changed_ruleThatAnotherUserAdded_isThatRule() {
    DesiredPolicy less = new DesiredPolicy(rules.subList(0, 3));
    assertEquals(ids(rules.get(3)), DriftDetector.of(less, less.rules()).changed(less, rules));
  }

  @Test
  void changed_ruleWithOtherAddresses_isThatRule() {
    shop.asks("wish-list", "mpls");
    List<PathRule> wider = shop.planned().translation().policy().rules();
    Set<RuleId> altered =
        Set.copyOf(wider.stream().filter(rule -> !rules.contains(rule)).map(PathRule::id).toList());
    assertEquals(2, altered.size());
    assertEquals(altered, detector.changed(asked, wider));
  }

  @Test
  void changed_rulesInAnotherOrder_areThoseThatMoved() {
    List<PathRule> moved = new ArrayList<>(rules);
    Collections.swap(moved, 0, 1);
    assertEquals(ids(rules.get(0), rules.get(1)), detector.changed(asked, moved));
  }

  @Test
  void changed_whenAnotherPolicyIsDesired_isUnknown() {
    DesiredPolicy less = new DesiredPolicy(rules.subList(0, 2));
    assertEquals(Set.of(), detector.changed(less, List.of()));
    assertEquals(Set.of(), DriftDetector.NOTHING.changed(asked, List.of()));
  }

  @Test
  void after_completeSync_knowsWhatItWrote() {
    DriftDetector known = DriftDetector.NOTHING.after(shop.syncUnwritten());
    shop.fabric.editOutOfBand(OWNER, all -> all.subList(0, 3));
    assertEquals(ids(rules.get(3)), known.repaired(shop.syncUnwritten()));
  }

  @Test
  void after_dryRunOrUnreachableFabric_knowsWhatItKnew() {
    shop.syncUnwritten();
    SyncReport dry = shop.dryRun();
    shop.fabric.setReachable(false);
    SyncReport unread = shop.syncUnwritten();
    assertSame(detector, detector.after(dry));
    assertSame(detector, detector.after(unread));
    assertEquals(Set.of(), detector.repaired(unread));
  }

  @Test
  void after_syncWhoseResponseWasLost_knowsNothing() {
    shop.fabric.script(WriteFault.answerLost());
    SyncReport lost = shop.syncUnwritten();
    assertTrue(lost.wrote());
    assertFalse(lost.succeeded());
    assertSame(DriftDetector.NOTHING, detector.after(lost));
  }
}
