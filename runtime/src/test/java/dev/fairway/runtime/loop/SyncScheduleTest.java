package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.runtime.loop.RetryPolicy.Backoff;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Events in, the next moment out, all in milliseconds. {@code ended NOW QUIET RETRY} is a sync that
 * did not do all; without QUIET and RETRY it did, and with {@code alone} behind them the fabric is
 * left alone. Debounce 200, at most 2,000; resync 600,000.
 */
class SyncScheduleTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing                                                           | never
          requested 5                                                       | 5
          requested 5; requested 9                                          | 5
          changed 0                                                         | 200
          changed 0; changed 150                                            | 350
          changed 0; changed 1700; changed 1900                             | 2000
          changed 0; requested 50                                           | 50
          requested 0; began                                                | never
          changed 0; began                                                  | never
          changed 0; began; changed 300                                     | 500
          requested 0; began; requested 10; ended 20                        | 20
          requested 0; began; ended 100                                     | 600100
          requested 0; began; ended 100; changed 200                        | 400
          requested 0; began; ended 100; began; ended 600200                | 1200200
          requested 0; began; ended 100 0 never                             | 600100
          requested 0; began; ended 100 1000 1000                           | 1100
          requested 0; began; ended 100 1000 1000; changed 200              | 1100
          requested 0; began; ended 100 1000 1000; requested 200            | 1100
          requested 0; began; ended 100 750 8000; changed 200               | 850
          requested 0; began; ended 100 750 8000; changed 3000              | 3200
          requested 0; began; ended 100 0 never; changed 200                | 400
          requested 0; began; ended 100 0 0                                 | 100
          requested 0; began; ended 100 3600000 3600000                     | 3600100
          requested 0; began; ended 100 1000 1000; began; ended 1200        | 601200
          changed 0; hold 5000                                              | 5000
          hold 5000                                                         | never
          requested 0; began; ended 100 9000 9000; hold 5000                | 9100
          changed 0; requested 0; handed                                    | never
          requested 0; began; ended 100 9000 9000; handed; requested 200    | 9100
          requested 0; began; ended 100 9000 9000; overtaken 500            | 500
          requested 0; began; ended 100 9000 9000 alone; overtaken 500      | 9100
          hold 5000; overtaken 500                                          | 5000
          look 300                                                          | never
          """)
  void due_afterEvents(String events, String due) {
    assertEquals(due, text(after(events).dueAt()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing                                                           | never
          changed 30; changed 40                                            | 30
          changed 30; began                                                 | 30
          changed 30; began; changed 60; ended 90                           | 60
          changed 30; began; changed 60; ended 90 0 never                   | 30
          changed 30; began; ended 90 5 5; began; ended 100                 | never
          changed 30; began; ended 90 5 5; changed 95; began                | 30
          changed 30; began; handed; ended 90                               | never
          """)
  void oldestChange_afterEvents(String events, String oldest) {
    assertEquals(oldest, text(after(events).oldestChange()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing                                                           | never
          look 300                                                          | 300
          look 300; requested 0; began; ended 100 9000 9000                 | 300
          look 300; requested 0; began; ended 100 9000 9000 alone           | 9100
          look 300; hold 5000                                               | 5000
          look 300; look 600                                                | 600
          look 300; handed                                                  | never
          """)
  void lookDue_afterEvents(String events, String due) {
    assertEquals(due, text(after(events).lookDueAt()));
  }

  private static SyncSchedule after(String events) {
    SyncSchedule schedule = new SyncSchedule(LoopFixture.SETTINGS);
    for (String event : events.split(";")) {
      apply(schedule, event.trim().split(" +"));
    }
    return schedule;
  }

  private static void apply(SyncSchedule schedule, String[] words) {
    switch (words[0]) {
      case "requested" -> schedule.requested(millis(words[1]));
      case "changed" -> schedule.changed(millis(words[1]));
      case "began" -> schedule.began();
      case "hold" -> schedule.hold(millis(words[1]));
      case "look" -> schedule.lookAt(millis(words[1]));
      case "overtaken" -> schedule.overtaken(millis(words[1]));
      case "handed" -> schedule.handOver();
      case "ended" -> {
        boolean applied = words.length == 2;
        Backoff backoff =
            applied
                ? Backoff.NONE
                : new Backoff(millis(words[2]), retry(words[3]), words.length > 4);
        schedule.ended(millis(words[1]), applied, backoff);
      }
      case "nothing" -> {}
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static Optional<Duration> retry(String text) {
    return Optional.of(text).filter(some -> !some.equals("never")).map(SyncScheduleTest::millis);
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }

  private static String text(Optional<Duration> moment) {
    return moment.map(time -> Long.toString(time.toMillis())).orElse("never");
  }
}
