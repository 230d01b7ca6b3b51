package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.mock.WriteFault;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of changes, weather, freezes and changes of leader, also in the middle of syncs
 * and writes: what a loop must never do it never does, and in the end everything is carried out.
 */
class LoopHistoryTest {

  /** After these nobody may come back within three quarters of the first wait. */
  private static final Set<ErrorKind> SPARED =
      EnumSet.of(ErrorKind.UNAVAILABLE, ErrorKind.THROTTLED, ErrorKind.UNAUTHORIZED);

  private static final Duration LEAST_WAIT = Duration.ofMillis(750);

  private final LoopFixture fixture = new LoopFixture();
  private Random random = new Random();
  private SyncLoop loop = fixture.loop().build();
  private boolean frozen;
  private boolean standby;
  private boolean calm;
  private Duration lastChange = Duration.ZERO;
  private int changes;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void history_neverWritesWhenItMayNot_sparesTheFabric_andCatchesUp(long seed) {
    random = new Random(seed);
    fixture.options.safety(SafetySettings.OFF);
    loop = fixture.loop().random(new Random(seed)).build();
    fixture.fabric.onWrite(
        () -> {
          assertFalse(frozen, "a write while frozen");
          assertFalse(standby, "a write while another acts");
          meanwhile();
        });
    fixture.backend.onInventory = this::perhapsRefused;
    fixture.backend.onObserve = this::perhapsRefused;
    fixture.onFleet = this::perhapsBroken;
    loop.begin();
    for (int step = 0; step < 60; step++) {
      happen();
      fixture.run(loop, randomTime());
    }
    assertFabricWasSpared();
    clearUp();
    assertCaughtUp();
    assertBurstIsCheap();
  }

  private void happen() {
    switch (random.nextInt(9)) {
      case 0 -> freeze();
      case 1 -> unfreeze();
      case 2 -> standBy();
      case 3 -> lead();
      case 4 -> fixture.fabric.setReachable(random.nextBoolean());
      case 5 -> fixture.fabric.script(weather());
      default -> change();
    }
  }

  /** In the middle of a sync. */
  private void meanwhile() {
    switch (calm ? 19 : random.nextInt(20)) {
      case 0 -> freeze();
      case 1 -> unfreeze();
      case 2 -> standBy();
      case 3 -> lead();
      case 4, 5 -> change();
      default -> fixture.clock.pass(Duration.ofMillis(random.nextInt(100)));
    }
  }

  private void perhapsRefused() {
    meanwhile();
    if (random.nextInt(6) == 0) {
      ErrorKind[] kinds = ErrorKind.values();
      throw BackendException.retryAfter(
          kinds[random.nextInt(kinds.length)],
          "not now",
          Duration.ofSeconds(random.nextInt(1_000)));
    }
  }

  private void perhapsBroken() {
    if (random.nextInt(20) == 0) {
      throw new IllegalStateException("broken");
    }
  }

  private void change() {
    int first = random.nextInt(20);
    fixture.shop.service(
        "service-" + random.nextInt(3),
        random.nextBoolean() ? Shop.MPLS : Shop.BIZ,
        Shop.pods(first, first + random.nextInt(3)));
    lastChange = fixture.clock.passed();
    changes++;
    loop.changed();
  }

  private void freeze() {
    frozen = true;
    loop.freeze("by somebody");
  }

  private void unfreeze() {
    frozen = false;
    loop.unfreeze();
  }

  private void standBy() {
    standby = true;
    loop.standBy();
  }

  private void lead() {
    standby = false;
    loop.lead();
  }

  private WriteFault[] weather() {
    List<WriteFault> script = new ArrayList<>();
    for (int writes = random.nextInt(5); writes > 0; writes--) {
      script.add(
          switch (random.nextInt(9)) {
            case 0 -> WriteFault.refusing();
            case 1 -> WriteFault.failing();
            case 2 -> WriteFault.throttling(Duration.ofSeconds(random.nextInt(600)));
            case 3 -> WriteFault.anotherOwnerAtWork();
            case 4 -> WriteFault.failingAfter(random.nextInt(3));
            case 5 -> WriteFault.silentAfter(random.nextInt(3));
            case 6 -> WriteFault.answerLost();
            case 7 -> WriteFault.staleBasis();
            default -> WriteFault.clear();
          });
    }
    return script.toArray(WriteFault[]::new);
  }

  private Duration randomTime() {
    return Duration.ofMillis(
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> random.nextInt(300);
          case 2 -> random.nextInt(5_000);
          default -> random.nextInt(400_000);
        });
  }

  private void clearUp() {
    fixture.fabric.script();
    fixture.fabric.setReachable(true);
    fixture.backend.onInventory = () -> {};
    fixture.backend.onObserve = () -> {};
    fixture.onFleet = () -> {};
    frozen = false;
    standby = false;
    calm = true;
    loop.unfreeze();
    loop.lead();
    fixture.run(loop, Duration.ofHours(1));
  }

  private void assertFabricWasSpared() {
    for (int i = 1; i < fixture.ended.size(); i++) {
      LoopFixture.EndedSync before = fixture.ended.get(i - 1);
      LoopFixture.EndedSync next = fixture.ended.get(i);
      if (isHard(before.report())) {
        Duration pause = next.began().minus(before.ended());
        assertTrue(pause.compareTo(LEAST_WAIT) >= 0, () -> pause + " after " + before);
      }
    }
  }

  private static boolean isHard(SyncReport report) {
    return report.failure().filter(failure -> SPARED.contains(failure.kind())).isPresent()
        || report.outcomes().stream()
            .anyMatch(
                outcome ->
                    outcome instanceof StepOutcome.Failed failed && SPARED.contains(failed.kind()));
  }

  private void assertCaughtUp() {
    LoopState state = loop.state();
    assertEquals(Optional.empty(), state.waitingSince());
    assertEquals(0, state.failures());
    assertEquals(Optional.empty(), state.problem());
    assertTrue(state.last().orElseThrow().succeeded());
    assertTrue(
        fixture.ended.get(fixture.ended.size() - 1).began().compareTo(lastChange) >= 0,
        "the last change was seen");
    assertTrue(
        PolicySync.with(fixture.backend).prepare(fixture.shop.fleet()).plan().isEmpty(),
        "the fabric does what is asked");
    assertTrue(fixture.changesApplied.size() <= changes, "told more often than something changed");
  }

  private void assertBurstIsCheap() {
    long writes = fixture.fabric.writes();
    int before = fixture.ended.size();
    for (int i = 0; i < 1_000; i++) {
      loop.changed();
      fixture.run(loop, Duration.ofMillis(2));
    }
    fixture.run(loop, Duration.ofSeconds(10));
    assertTrue(fixture.ended.size() - before <= 3, () -> fixture.ended.size() - before + " syncs");
    assertEquals(writes, fixture.fabric.writes(), "nothing to do, and yet a write");
  }
}
