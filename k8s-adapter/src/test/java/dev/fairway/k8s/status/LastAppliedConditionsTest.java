package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

class LastAppliedConditionsTest {

  private final LastAppliedConditions applied = new LastAppliedConditions();
  private long numbers;

  private static List<StoredCondition> text(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(
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

  private StatusWrite want(String text) {
    return want("one", text);
  }

  private StatusWrite want(String uid, String text) {
    StatusWrite write = new StatusWrite(++numbers, ScriptedApi.key("cart"), uid, text(text));
    applied.wanted(write);
    return write;
  }

  private void assertLastGood(String expected, ServiceStatusView shown) {
    assertEquals(Optional.of(expected).filter(text -> !text.isEmpty()), applied.lastGood(shown));
  }

  private void assertOverwritten(String restored, ServiceStatusView shown) {
    assertEquals(Optional.of(text(restored)), applied.overwritten(shown));
  }

  private void assertLeft(ServiceStatusView shown) {
    assertEquals(Optional.empty(), applied.overwritten(shown));
  }

  @Test
  void lastGood_nothingApplied_isWhatIsShown() {
    assertLastGood("a", shown("5", "a"));
    assertLastGood("", shown("5", ""));
  }

  @Test
  void lastGood_wanted_countsBeforeItIsWritten() {
    want("b");
    assertLastGood("b", shown("5", "a"));
    assertLastGood("b", shown("6", "a"));
  }

  @Test
  void lastGood_emptied_staysEmptyWhateverIsShown() {
    StatusWrite write = want("");
    assertLastGood("", shown("5", "a"));
    applied.written(write, "7");
    assertLastGood("", shown("6", "a"));
    assertLastGood("", shown("8", "a"));
    assertOverwritten("", shown("8", "a"));
  }

  @Test
  void lastGood_rolledBackOrRemovedByAnotherWriter_isWhatWasApplied() {
    applied.written(want("b"), "10");
    assertLastGood("b", shown("9", "a"));
    assertLastGood("b", shown("10", "b"));
    assertLastGood("b", shown("11", "a"));
    assertLastGood("b", shown("12", ""));
  }

  @Test
  void overwritten_onlyWhatIsNewerThanTheWrite() {
    applied.written(want("b"), "10");
    assertLeft(shown("9", "a"));
    assertLeft(shown("10", "b"));
    assertLeft(shown("11", "b"));
    assertOverwritten("b", shown("12", "a"));
    assertOverwritten("b", shown("100", ""));
  }

  @Test
  void overwritten_whileAWriteWaits_isEmpty() {
    StatusWrite first = want("b");
    assertLeft(shown("6", "a"));
    want("c");
    applied.written(first, "10");
    assertLeft(shown("11", "a"));
  }

  @Test
  void overwritten_byAnotherServiceOfThatName_isEmpty() {
    applied.written(want("b"), "10");
    assertLeft(shown("two", "11", ""));
    assertLastGood("", shown("two", "11", ""));
  }

  @Test
  void overwritten_versionsWithoutAnOrder_onlyOnceTheWriteWasShown() {
    applied.written(want("b"), "bbb");
    assertLeft(shown("abc", "a"));
    assertLeft(shown("bbb", "b"));
    assertOverwritten("b", shown("aab", "a"));
  }

  @Test
  void confirmed_whatIsShown_countsFromThenOn() {
    applied.confirmed(shown("5", "a"));
    assertLastGood("a", shown("6", ""));
    assertOverwritten("a", shown("6", ""));
  }

  @Test
  void confirmed_olderThanWhatIsWanted_changesNothing() {
    StatusWrite write = want("b");
    applied.confirmed(shown("5", "a"));
    assertLastGood("b", shown("5", "a"));
    assertTrue(applied.isNewest(write));
  }

  @Test
  void lastGood_serviceMadeAnew_knowsNothingOfTheOld() {
    StatusWrite write = want("b");
    applied.written(write, "6");
    want("two", "c");
    applied.forget(write);
    assertLastGood("c", shown("two", "8", ""));
  }

  @Test
  void retainAndClear_forget() {
    StatusWrite write = want("b");
    applied.retain(key -> false);
    assertEquals(0, applied.size());
    assertLastGood("a", shown("5", "a"));
    assertFalse(applied.isNewest(write));
    want("c");
    applied.clear();
    assertLastGood("from the next leader", shown("6", "from the next leader"));
  }

  /**
   * One leader whose answers get lost, an informer that lags by any number of versions, and another
   * writer that rolls the status back, or removes it, or edits other fields. What is wanted counts
   * at any time; and once everything is shown, what was written is there or is found overwritten.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void lastGood_randomInterleavings_isAlwaysTheNewestWanted(long seed) {
    Random random = new Random(seed);
    List<ServiceStatusView> history = new ArrayList<>(List.of(shown("1", "")));
    int seen = 0;
    int restored = 0;
    Optional<StatusWrite> waiting = Optional.of(want(""));
    String newest = "";
    for (int step = 0; step < 3_000; step++) {
      ServiceStatusView last = history.get(history.size() - 1);
      String text = StoredCondition.acceptedText(last.conditions());
      switch (random.nextInt(6)) {
        case 0 -> {
          newest = random.nextInt(4) == 0 ? "" : "text " + random.nextInt(6);
          waiting = Optional.of(want(newest));
        }
        case 1 -> seen += random.nextInt(history.size() - seen);
        case 2 -> history.add(shown(version(history), text));
        case 3 -> {
          ServiceStatusView old = history.get(random.nextInt(history.size()));
          history.add(shown(version(history), StoredCondition.acceptedText(old.conditions())));
        }
        default -> {
          if (waiting.isPresent() && random.nextInt(3) > 0) {
            history.add(shown(version(history), waiting.get().acceptedText()));
            if (random.nextBoolean()) {
              applied.written(waiting.get(), Integer.toString(history.size()));
              waiting = Optional.empty();
            }
          }
        }
      }
      assertLastGood(newest, history.get(seen));
      Optional<List<StoredCondition>> overwritten = applied.overwritten(history.get(seen));
      if (overwritten.isPresent()) {
        assertEquals(text(newest), overwritten.get());
        assertFalse(waiting.isPresent(), "a write is under way anyway");
        restored++;
        waiting = Optional.of(want(newest));
      }
      ServiceStatusView now = history.get(history.size() - 1);
      boolean right = now.conditions().equals(text(newest));
      assertTrue(
          right || waiting.isPresent() || applied.overwritten(now).isPresent(),
          "what is wrong is written again");
    }
    assertTrue(restored > 10, "statuses were restored");
  }

  private static String version(List<ServiceStatusView> history) {
    return Integer.toString(history.size() + 1);
  }
}
