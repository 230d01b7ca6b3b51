package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.mock.WriteFault;
import dev.fairway.runtime.DriftDetector.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftDetectorTest {

  private final MockFabric fabric =
      new MockFabric(
          new FabricSpec(Shop.wan(), TargetProfile.unlimited(Commit.WHOLE_PLAN), List.of()));
  private final PolicySync sync = PolicySync.with(fabric.backend(Shop.OWNER));
  private final Shop shop =
      new Shop()
          .service("cart", Shop.MPLS, Shop.pods(1, 3))
          .service("search", Shop.BIZ, Shop.pods(11, 13));
  private final DesiredPolicy asked = asked();
  private final List<PathRule> rules = asked.rules();
  private final DriftDetector detector = DriftDetector.of(asked, rules);

  private DesiredPolicy asked() {
    return sync.prepare(shop.fleet()).translation().policy();
  }

  private SyncReport run() {
    return sync.run(shop.fleet());
  }

  private static Map<RuleId, Kind> all(Kind kind, List<PathRule> rules) {
    Map<RuleId, Kind> all = new TreeMap<>();
    rules.forEach(rule -> all.put(rule.id(), kind));
    return all;
  }

  @Test
  void changed_asItWasLeft_isNothing() {
    assertEquals(4, rules.size());
    assertEquals(Map.of(), detector.changed(asked, rules));
  }

  @Test
  void changed_ruleTakenAway_isMissing() {
    assertEquals(
        all(Kind.MISSING, rules.subList(0, 1)), detector.changed(asked, rules.subList(1, 4)));
    assertEquals(all(Kind.MISSING, rules), detector.changed(asked, List.of()));
  }

  @Test
  void changed_ruleThatAnotherUserAdded_isAdded() {
    DesiredPolicy less = new DesiredPolicy(rules.subList(0, 3));
    assertEquals(
        all(Kind.ADDED, rules.subList(3, 4)),
        DriftDetector.of(less, less.rules()).changed(less, rules));
  }

  @Test
  void changed_ruleWithOtherAddresses_isAltered() {
    shop.service("wish-list", Shop.MPLS, Shop.pods(21, 23));
    List<PathRule> wider = asked().rules();
    List<PathRule> altered = wider.stream().filter(rule -> !rules.contains(rule)).toList();
    assertEquals(2, altered.size());
    assertEquals(all(Kind.ALTERED, altered), detector.changed(asked, wider));
  }

  @Test
  void changed_rulesInAnotherOrder_areThoseThatMoved() {
    List<PathRule> moved = new ArrayList<>(rules);
    Collections.swap(moved, 0, 1);
    assertEquals(all(Kind.ALTERED, rules.subList(0, 2)), detector.changed(asked, moved));
  }

  @Test
  void changed_whenAnotherPolicyIsDesired_isOnlyWhatIsGone() {
    DesiredPolicy less = new DesiredPolicy(rules.subList(0, 2));
    assertEquals(
        all(Kind.MISSING, rules.subList(2, 4)), detector.changed(less, rules.subList(0, 2)));
    List<PathRule> moved = new ArrayList<>(rules);
    Collections.swap(moved, 0, 1);
    assertEquals(Map.of(), detector.changed(less, moved));
  }

  @Test
  void changed_beforeTheFirstWrite_isNothing() {
    assertEquals(Map.of(), DriftDetector.NOTHING.changed(asked, List.of()));
  }

  @Test
  void after_completeSync_knowsWhatItWrote() {
    DriftDetector known = DriftDetector.NOTHING.after(run());
    assertEquals(all(Kind.MISSING, rules.subList(3, 4)), known.changed(asked, rules.subList(0, 3)));
  }

  @Test
  void after_dryRunOrUnreachableFabric_knowsWhatItKnew() {
    run();
    SyncReport dry = sync.using(SyncOptions.builder().dryRun(true).build()).run(shop.fleet());
    fabric.setReachable(false);
    assertSame(detector, detector.after(dry));
    assertSame(detector, detector.after(run()));
  }

  @Test
  void after_syncWhoseResponseWasLost_knowsNothing() {
    fabric.script(WriteFault.answerLost());
    SyncReport lost = run();
    assertTrue(lost.wrote());
    assertFalse(lost.succeeded());
    assertSame(DriftDetector.NOTHING, detector.after(lost));
  }
}
