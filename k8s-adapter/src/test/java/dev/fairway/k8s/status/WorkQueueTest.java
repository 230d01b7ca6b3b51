package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.status.WorkQueue.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final WriteResult FAILED = WriteResult.failed("no");
  private static final WriteResult FAILED_UNTIL_LATER =
      new WriteResult(WriteResult.Outcome.FAILED, "", "no", Optional.of(Duration.ofSeconds(30)));
  private static final WriteResult WRITTEN = WriteResult.written("7");

  private static final StatusSettings SETTINGS = PublisherFixture.settings(Duration.ZERO);

  private long now;
  private final WorkQueue<ServiceKey, StatusWrite> queue =
      new WorkQueue<>(SETTINGS, pacing(Optional.empty()), () -> now);
  private long numbers;

  private static RequestPacing pacing(Optional<TokenBucket> rate) {
    return new RequestPacing(100, SETTINGS, rate, 0);
  }

  private StatusWrite write(String name) {
    return new StatusWrite(++numbers, ScriptedApi.key(name), "uid-" + name, List.of());
  }

  private Item<ServiceKey, StatusWrite> put(String name, boolean urgent, long at) {
    now = at;
    return queue.put(ScriptedApi.key(name), write(name), urgent);
  }

  private Optional<Item<ServiceKey, StatusWrite>> take(long at) {
    now = at;
    return queue.poll();
  }

  private void answered(Item<ServiceKey, StatusWrite> item, WriteResult result, long at) {
    now = at;
    StatusWorker.settle(queue, item, result);
  }

  private OptionalLong nanosUntilNext(long at) {
    now = at;
    return queue.nanosUntilNext();
  }

  private StatusState state(long at) {
    now = at;
    return queue.state();
  }

  private List<String> takeAll(long at) {
    List<String> names = new ArrayList<>();
    for (Optional<Item<ServiceKey, StatusWrite>> item = take(at);
        item.isPresent();
        item = take(at)) {
      names.add(item.get().value().service().name());
    }
    return names;
  }

  @Test
  void poll_urgentItemsFirst_thenTheLongestWaiting() {
    put("c", false, 1);
    put("b", false, 2);
    put("a", true, 3);
    assertEquals(List.of("a", "c", "b"), takeAll(3));
  }

  @Test
  void put_newerItem_replacesTheOlder() {
    Item<ServiceKey, StatusWrite> old = put("a", true, 1);
    Item<ServiceKey, StatusWrite> newer = put("a", false, 2);
    assertEquals(0, old.settled().getCount(), "nobody waits for what is not written");
    assertEquals(1, newer.settled().getCount());
    assertEquals(Optional.of(newer), take(2));
    assertTrue(newer.urgent(), "the text is still to be written");
    assertEquals(1, state(2).waiting());
  }

  @Test
  void poll_serviceInProgress_isLeftAlone() {
    Item<ServiceKey, StatusWrite> first = put("a", false, 1);
    take(1);
    Item<ServiceKey, StatusWrite> second = put("a", true, 2);
    assertEquals(Optional.empty(), take(2));
    assertEquals(OptionalLong.empty(), nanosUntilNext(2));
    answered(first, WRITTEN, 3);
    assertEquals(1, second.settled().getCount());
    assertEquals(Optional.of(second), take(3));
    answered(second, WRITTEN, 4);
    assertEquals(0, queue.state().waiting());
  }

  @Test
  void retry_waitsTwiceAsLongEachTimeUpToABound() {
    Item<ServiceKey, StatusWrite> job = put("a", true, 0);
    long at = 0;
    for (long seconds : new long[] {1, 2, 4, 8, 8, 8}) {
      assertEquals(Optional.of(job), take(at));
      answered(job, FAILED, at);
      assertEquals(0, job.settled().getCount(), "one try is enough for those who wait");
      assertEquals(Optional.empty(), take(at + seconds * SECOND - 1));
      assertEquals(OptionalLong.of(seconds * SECOND), nanosUntilNext(at));
      at += seconds * SECOND;
    }
    assertEquals(Optional.of("no"), state(at).problem());
    assertEquals(Optional.of(Duration.ofSeconds(31)), state(at).oldestWaiting());
  }

  @Test
  void take_afterTheEnd_waitsForNoBackoff_andTriesWhatIsNew() throws InterruptedException {
    Item<ServiceKey, StatusWrite> failing = put("a", true, 0);
    take(0);
    answered(failing, FAILED, 0);
    Item<ServiceKey, StatusWrite> fresh = put("b", false, 1);
    queue.shutDown();
    assertEquals(Optional.of(fresh), queue.take());
    answered(fresh, WRITTEN, 1);
    assertEquals(Optional.empty(), queue.take());
  }

  @Test
  void retry_retryAfterLongerThanTheBackoff_isKept() {
    Item<ServiceKey, StatusWrite> job = put("a", true, 0);
    take(0);
    answered(job, FAILED_UNTIL_LATER, 0);
    assertEquals(OptionalLong.of(30 * SECOND), nanosUntilNext(0));
  }

  @Test
  void put_newTextAfterAFailure_isTriedAtOnce_andOtherChangesAreNot() {
    Item<ServiceKey, StatusWrite> job = put("a", false, 0);
    take(0);
    answered(job, FAILED, 0);
    put("a", false, 1);
    assertEquals(Optional.empty(), take(1));
    Item<ServiceKey, StatusWrite> text = put("a", true, 2);
    assertEquals(Optional.of(text), take(2));
  }

  @Test
  void put_newTextWhileTheOldOneFails_isTriedAtOnce() {
    Item<ServiceKey, StatusWrite> old = put("a", true, 0);
    take(0);
    Item<ServiceKey, StatusWrite> text = put("a", true, 1);
    answered(old, FAILED, 2);
    assertEquals(Optional.of(text), take(2));
  }

  @Test
  void settle_gone_dropsWhatCameMeanwhile_butNotForANewService() {
    Item<ServiceKey, StatusWrite> job = put("a", false, 0);
    take(0);
    Item<ServiceKey, StatusWrite> late = put("a", true, 1);
    answered(job, WriteResult.gone(), 2);
    assertEquals(0, queue.state().waiting());
    assertEquals(0, late.settled().getCount());

    Item<ServiceKey, StatusWrite> again = put("a", false, 3);
    take(3);
    now = 4;
    StatusWrite other = new StatusWrite(++numbers, ScriptedApi.key("a"), "other", List.of());
    queue.put(other.service(), other, true);
    answered(again, WriteResult.gone(), 5);
    assertEquals(1, queue.state().waiting());
  }

  @Test
  void removeIf_leavesWhatIsInProgress() {
    Item<ServiceKey, StatusWrite> sent = put("a", false, 0);
    take(0);
    Item<ServiceKey, StatusWrite> waiting = put("b", false, 1);
    assertEquals(List.of(waiting.value()), queue.removeIf(write -> true));
    assertEquals(0, waiting.settled().getCount());
    answered(sent, WRITTEN, 2);
    assertEquals(0, queue.state().waiting());
  }

  @Test
  void succeeded_afterFailuresInARow_endsTheBackoffOfAll() {
    List.of("a", "b", "c", "d").forEach(name -> put(name, false, 0));
    long at = 0;
    for (int attempt = 0; attempt < 16; attempt++) {
      at += 2 * SECOND;
      answered(take(at).orElseThrow(), FAILED, at);
    }
    assertEquals(Optional.empty(), take(at + SECOND));
    put("e", true, at);
    at += SECOND;
    Item<ServiceKey, StatusWrite> probe = take(at).orElseThrow();
    assertEquals("e", probe.value().service().name());
    answered(probe, WRITTEN, at);
    assertEquals(List.of("a", "b", "c", "d"), takeAll(at).stream().sorted().toList());
  }

  @Test
  void poll_itemsThatAlwaysFail_keepNobodyElseWaiting() {
    for (int i = 0; i < 50; i++) {
      put("bad-" + i, false, 0);
    }
    for (int i = 0; i < 50; i++) {
      put("good-" + i, false, 1);
    }
    int written = 0;
    int failed = 0;
    for (long at = 1; at < 60 * SECOND && written < 50; at += SECOND / 100) {
      Optional<Item<ServiceKey, StatusWrite>> item = take(at);
      if (item.isPresent()) {
        boolean good = item.get().value().service().name().startsWith("good");
        answered(item.get(), good ? WRITTEN : FAILED, at);
        written += good ? 1 : 0;
        failed += good ? 0 : 1;
      }
    }
    assertEquals(50, written);
    assertTrue(failed < 150, failed + " failed attempts");
  }

  @Test
  void state_failing_saysSinceWhenNothingWasWritten() {
    Item<ServiceKey, StatusWrite> item = put("a", false, 0);
    put("b", false, 0);
    take(5 * SECOND);
    answered(item, FAILED, 5 * SECOND);
    take(7 * SECOND);
    StatusState state = state(65 * SECOND);
    assertEquals(2, state.waiting());
    assertEquals(1, state.failing());
    assertEquals(Optional.of(Duration.ofSeconds(60)), state.oldestFailing());
    assertEquals(Optional.of("no"), state.problem());
    assertEquals(Optional.of(Duration.ofSeconds(65)), state.oldestWaiting());
  }

  @Test
  void poll_withARateLimit_isHeldToIt() {
    WorkQueue<ServiceKey, StatusWrite> slow =
        new WorkQueue<>(
            SETTINGS,
            new RequestPacing(1_000, SETTINGS, Optional.of(new TokenBucket(50, 100, 0)), 0),
            () -> now);
    for (int i = 0; i < 1_000; i++) {
      slow.put(ScriptedApi.key("s" + i), write("s" + i), false);
    }
    int taken = 0;
    for (now = 0; now <= 2 * SECOND; now += SECOND / 1_000) {
      taken += slow.poll().isPresent() ? 1 : 0;
    }
    assertEquals(100 + 2 * 50, taken);
  }
}
