package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.runtime.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingWritesTest {

  private final PendingWrites pending = new PendingWrites();
  private long numbers;

  private static List<StoredCondition> text(String text) {
    return List.of(
        new StoredCondition(
            Condition.ACCEPTED, "True", "Valid", text, Optional.empty(), OptionalLong.empty()));
  }

  private static ServiceStatusView shown(String uid, String version, String text) {
    return new ServiceStatusView(
        ScriptedApi.key("cart"), uid, version, OptionalLong.empty(), false, text(text));
  }

  private static ServiceStatusView shown(String version, String text) {
    return shown("one", version, text);
  }

  private StatusWrite want(String text, ServiceStatusView shown) {
    StatusWrite write = new StatusWrite(++numbers, shown.key(), shown.uid(), text(text));
    pending.wanted(write, shown);
    return write;
  }

  private void assertLastGood(String expected, ServiceStatusView shown) {
    assertEquals(Optional.of(expected).filter(text -> !text.isEmpty()), pending.lastGood(shown));
  }

  @Test
  void lastGood_nothingOfOurs_isWhatIsShown() {
    assertLastGood("a", shown("5", "a"));
    assertLastGood("", shown("5", ""));
  }

  @Test
  void lastGood_wanted_countsBeforeItIsWritten() {
    want("b", shown("5", "a"));
    assertLastGood("b", shown("5", "a"));
    assertLastGood("b", shown("6", "a"));
  }

  @Test
  void lastGood_emptied_staysEmptyUntilShown() {
    StatusWrite write = want("", shown("5", "a"));
    assertLastGood("", shown("5", "a"));
    pending.begun(write);
    pending.written(write, "7");
    assertLastGood("", shown("6", "a"));
    assertLastGood("c", shown("8", "c"));
  }

  @Test
  void lastGood_written_countsUntilThatVersionIsShown() {
    StatusWrite write = want("b", shown("9", "a"));
    pending.begun(write);
    pending.written(write, "10");
    assertLastGood("b", shown("9", "a"));
    assertLastGood("b", shown("10", "b"));
    assertLastGood("c", shown("11", "c"));
    assertLastGood("b", shown("9", "a"));
  }

  @Test
  void lastGood_answerLost_countsWhetherItArrivedOrNot() {
    pending.begun(want("b", shown("5", "a")));
    assertLastGood("b", shown("5", "a"));
    assertLastGood("b", shown("6", "b"));
    StatusWrite next = want("c", shown("5", "a"));
    assertLastGood("c", shown("6", "b"));
    assertTrue(pending.isCurrent(next, shown("6", "b")));
  }

  @Test
  void lastGood_newerTextOfAnotherWriter_winsOverWhatIsStillWanted() {
    StatusWrite write = want("b", shown("5", "a"));
    assertLastGood("x", shown("6", "x"));
    assertEquals(false, pending.isCurrent(write, shown("6", "x")));
    StatusWrite next = want("c", shown("6", "x"));
    assertTrue(pending.isCurrent(next, shown("6", "x")));
    assertLastGood("c", shown("6", "x"));
  }

  @Test
  void lastGood_serviceMadeAnew_knowsNothingOfTheOld() {
    StatusWrite write = want("b", shown("5", "a"));
    assertLastGood("", shown("two", "8", ""));
    pending.written(write, "6");
    want("c", shown("two", "8", ""));
    pending.gone(write);
    assertLastGood("c", shown("two", "8", ""));
  }

  @Test
  void lastGood_versionsWithoutAnOrder_goByTheText() {
    StatusWrite write = want("b", shown("aaa", "a"));
    pending.begun(write);
    pending.written(write, "bbb");
    assertLastGood("b", shown("abc", "a"));
    assertLastGood("b", shown("xyz", "b"));
    assertLastGood("c", shown("abd", "c"));
  }

  @Test
  void lastGood_givenUp_isWhatIsShown() {
    pending.givenUp(want("b", shown("5", "a")));
    assertLastGood("a", shown("5", "a"));
  }

  @Test
  void retain_forgetsServicesThatAreNotThere() {
    want("b", shown("5", "a"));
    pending.retain(key -> false);
    assertEquals(0, pending.size());
    assertLastGood("a", shown("5", "a"));
  }

  /**
   * One writer whose answers get lost, an informer that lags by any number of versions, and edits
   * of other fields: the text is never older than the newest that was answered, and what is wanted
   * counts at once.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void lastGood_randomInterleavings_isAlwaysTheNewestWanted(long seed) {
    Random random = new Random(seed);
    List<ServiceStatusView> history = new ArrayList<>(List.of(shown("1", "")));
    int seen = 0;
    int answered = 0;
    Optional<StatusWrite> waiting = Optional.empty();
    String newest = "";
    for (int step = 0; step < 3_000; step++) {
      ServiceStatusView shown = history.get(seen);
      ServiceStatusView last = history.get(history.size() - 1);
      switch (random.nextInt(5)) {
        case 0 -> {
          newest = random.nextInt(4) == 0 ? "" : "text " + random.nextInt(6);
          waiting = Optional.of(want(newest, shown));
        }
        case 1 -> seen += random.nextInt(history.size() - seen);
        case 2 ->
            history.add(shown(version(history), StoredCondition.acceptedText(last.conditions())));
        default -> {
          if (waiting.isPresent() && pending.isCurrent(waiting.get(), shown)) {
            StatusWrite write = waiting.get();
            pending.begun(write);
            boolean arrives = random.nextInt(3) > 0;
            if (arrives) {
              history.add(shown(version(history), write.acceptedText()));
            }
            if (arrives && random.nextBoolean()) {
              pending.written(write, history.get(history.size() - 1).resourceVersion());
              answered = history.size() - 1;
              waiting = Optional.empty();
            }
          }
        }
      }
      assertLastGood(newest, history.get(seen));
      assertTrue(waiting.isEmpty() || pending.isCurrent(waiting.get(), history.get(seen)));
    }
    assertTrue(answered > 100, "writes were answered");
  }

  private static String version(List<ServiceStatusView> history) {
    return Integer.toString(history.size() + 1);
  }

  /** Two processes, the second of which takes over: its text wins as soon as it is shown. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void lastGood_changeOfLeader_theNewerWriterWins(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      PendingWrites first = new PendingWrites();
      ServiceStatusView start = shown("100", "a");
      StatusWrite write = new StatusWrite(1, start.key(), start.uid(), text("b"));
      first.wanted(write, start);
      first.begun(write);
      boolean arrived = random.nextBoolean();
      if (arrived && random.nextBoolean()) {
        first.written(write, "101");
      }
      ServiceStatusView taken = shown(arrived ? "102" : "101", "from the second");
      assertEquals(Optional.of("from the second"), first.lastGood(taken));
      assertEquals(false, first.isCurrent(write, taken));
    }
  }
}
