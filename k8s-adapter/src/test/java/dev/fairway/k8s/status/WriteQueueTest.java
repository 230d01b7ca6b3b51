package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.status.WriteQueue.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final WriteResult FAILED = WriteResult.failed("no");
  private static final WriteResult WRITTEN = WriteResult.written("7");

  private final WriteQueue queue = new WriteQueue(PublisherFixture.settings(Duration.ZERO), 0);
  private long numbers;

  private StatusWrite write(String name) {
    return new StatusWrite(++numbers, ScriptedApi.key(name), "uid-" + name, List.of());
  }

  private Job put(String name, boolean urgent, long now) {
    return queue.put(write(name), urgent, now);
  }

  private List<String> takeAll(long now) {
    List<String> names = new ArrayList<>();
    for (Optional<Job> job = queue.take(now); job.isPresent(); job = queue.take(now)) {
      names.add(job.get().write().service().name());
    }
    return names;
  }

  @Test
  void take_newTextsFirst_thenWhoWaitsLongest() {
    put("c", false, 1);
    put("b", false, 2);
    put("a", true, 3);
    assertEquals(List.of("a", "c", "b"), takeAll(3));
  }

  @Test
  void put_newerWrite_takesThePlaceOfTheOlder() {
    Job old = put("a", true, 1);
    Job newer = put("a", false, 2);
    assertEquals(0, old.settled().getCount(), "nobody waits for what is not written");
    assertEquals(1, newer.settled().getCount());
    assertEquals(Optional.of(newer), queue.take(2));
    assertTrue(newer.urgent(), "the text is still to be written");
    assertEquals(1, queue.state(2).waiting());
  }

  @Test
  void take_serviceUnderWay_isLeftAlone() {
    Job first = put("a", false, 1);
    queue.take(1);
    Job second = put("a", true, 2);
    assertEquals(Optional.empty(), queue.take(2));
    assertEquals(OptionalLong.empty(), queue.nanosUntilNext(2));
    queue.answered(first, WRITTEN, 3);
    assertEquals(1, second.settled().getCount());
    assertEquals(Optional.of(second), queue.take(3));
    queue.answered(second, WRITTEN, 4);
    assertTrue(queue.isEmpty());
  }

  @Test
  void answered_failed_waitsTwiceAsLongEachTimeUpToABound() {
    Job job = put("a", true, 0);
    long now = 0;
    for (long seconds : new long[] {1, 2, 4, 8, 8, 8}) {
      assertEquals(Optional.of(job), queue.take(now));
      queue.answered(job, FAILED, now);
      assertEquals(0, job.settled().getCount(), "one try is enough for those who wait");
      assertEquals(Optional.empty(), queue.take(now + seconds * SECOND - 1));
      assertEquals(OptionalLong.of(seconds * SECOND), queue.nanosUntilNext(now));
      now += seconds * SECOND;
    }
    assertEquals(Optional.of("no"), queue.state(now).problem());
    assertEquals(Optional.of(Duration.ofSeconds(31)), queue.state(now).oldestWaiting());
  }

  @Test
  void answered_askedToWaitLonger_does() {
    Job job = put("a", true, 0);
    queue.take(0);
    queue.answered(job, FAILED.retryAfter(Duration.ofSeconds(30)), 0);
    assertEquals(OptionalLong.of(30 * SECOND), queue.nanosUntilNext(0));
  }

  @Test
  void put_newTextAfterAFailure_isTriedAtOnce_andOtherWordsAreNot() {
    Job job = put("a", false, 0);
    queue.take(0);
    queue.answered(job, FAILED, 0);
    put("a", false, 1);
    assertEquals(Optional.empty(), queue.take(1));
    Job text = put("a", true, 2);
    assertEquals(Optional.of(text), queue.take(2));
  }

  @Test
  void put_newTextWhileTheOldOneFails_isTriedAtOnce() {
    Job old = put("a", true, 0);
    queue.take(0);
    Job text = put("a", true, 1);
    queue.answered(old, FAILED, 2);
    assertEquals(Optional.of(text), queue.take(2));
  }

  @Test
  void answered_gone_dropsWhatCameMeanwhile_butNotForANewService() {
    Job job = put("a", false, 0);
    queue.take(0);
    Job late = put("a", true, 1);
    queue.answered(job, WriteResult.gone(), 2);
    assertTrue(queue.isEmpty());
    assertEquals(0, late.settled().getCount());

    Job again = put("a", false, 3);
    queue.take(3);
    queue.put(new StatusWrite(++numbers, ScriptedApi.key("a"), "other", List.of()), true, 4);
    queue.answered(again, WriteResult.gone(), 5);
    assertFalse(queue.isEmpty());
  }

  @Test
  void clear_leavesWhatIsUnderWay() {
    Job sent = put("a", false, 0);
    queue.take(0);
    Job waiting = put("b", false, 1);
    assertEquals(List.of(waiting.write()), queue.clear());
    assertEquals(0, waiting.settled().getCount());
    queue.answered(sent, WRITTEN, 2);
    assertTrue(queue.isEmpty());
  }

  @Test
  void take_manyServices_isHeldToTheRate() {
    WriteQueue slow = new WriteQueue(StatusSettings.DEFAULTS, 0);
    for (int i = 0; i < 1_000; i++) {
      slow.put(write("s" + i), false, 0);
    }
    int taken = 0;
    for (long now = 0; now <= 2 * SECOND; now += SECOND / 1_000) {
      taken += slow.take(now).isPresent() ? 1 : 0;
    }
    assertEquals(100 + 2 * 50, taken);
  }
}
