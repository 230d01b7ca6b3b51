package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceWindowTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static MaintenanceWindow window(String from, String to, ZoneId zone, DayOfWeek... days) {
    return new MaintenanceWindow(
        LocalTime.parse(from), LocalTime.parse(to), new TreeSet<>(List.of(days)), zone);
  }

  private static Optional<Instant> until(MaintenanceWindow window, String now) {
    return window.openUntil(Instant.parse(now));
  }

  private static Optional<Instant> at(String time) {
    return Optional.of(Instant.parse(time));
  }

  @Test
  void openUntil_withinADay_beginsWithItsFirstInstantAndEndsBeforeItsLast() {
    MaintenanceWindow window = window("12:00", "13:30", UTC, DayOfWeek.MONDAY);
    assertEquals(Optional.empty(), until(window, "2026-11-30T11:59:59.999Z"));
    assertEquals(at("2026-11-30T13:30:00Z"), until(window, "2026-11-30T12:00:00Z"));
    assertEquals(at("2026-11-30T13:30:00Z"), until(window, "2026-11-30T13:29:59.999Z"));
    assertEquals(Optional.empty(), until(window, "2026-11-30T13:30:00Z"));
    assertEquals(Optional.empty(), until(window, "2026-12-01T12:30:00Z"));
  }

  @Test
  void openUntil_overMidnight_isOfTheDayOnWhichItOpens() {
    MaintenanceWindow window = window("22:00", "06:00", UTC, DayOfWeek.MONDAY);
    assertEquals(at("2026-12-01T06:00:00Z"), until(window, "2026-11-30T23:00:00Z"));
    assertEquals(at("2026-12-01T06:00:00Z"), until(window, "2026-12-01T05:59:59Z"));
    assertEquals(Optional.empty(), until(window, "2026-12-01T22:30:00Z"));
    assertEquals(Optional.empty(), until(window, "2026-11-30T05:00:00Z"));
  }

  @Test
  void openUntil_fromMidnightToMidnight_isTheWholeDay() {
    MaintenanceWindow window = window("00:00", "00:00", UTC, DayOfWeek.SUNDAY);
    assertEquals(at("2026-11-30T00:00:00Z"), until(window, "2026-11-29T00:00:00Z"));
    assertEquals(at("2026-11-30T00:00:00Z"), until(window, "2026-11-29T23:59:59Z"));
    assertEquals(Optional.empty(), until(window, "2026-11-30T00:00:00Z"));
    assertEquals("sun 00:00-24:00 UTC", window.toString());
  }

  @Test
  void openUntil_hourThatTheClockLeavesOut_beginsWithTheChange() {
    // 02:00 becomes 03:00 on 2026-03-29, at 01:00 UTC.
    MaintenanceWindow half = window("02:30", "03:15", BERLIN, DayOfWeek.SUNDAY);
    assertEquals(Optional.empty(), until(half, "2026-03-29T00:59:59Z"));
    assertEquals(at("2026-03-29T01:15:00Z"), until(half, "2026-03-29T01:00:00Z"));
    MaintenanceWindow whole = window("02:15", "02:45", BERLIN, DayOfWeek.SUNDAY);
    assertEquals(at("2026-03-29T01:45:00Z"), until(whole, "2026-03-29T01:00:00Z"));
  }

  @Test
  void openUntil_hourThatTheClockShowsTwice_isInBoth() {
    // 03:00 becomes 02:00 on 2026-10-25, at 01:00 UTC.
    MaintenanceWindow window = window("02:15", "02:45", BERLIN, DayOfWeek.SUNDAY);
    assertEquals(at("2026-10-25T01:45:00Z"), until(window, "2026-10-25T00:15:00Z"));
    assertEquals(at("2026-10-25T01:45:00Z"), until(window, "2026-10-25T01:00:00Z"));
    assertEquals(Optional.empty(), until(window, "2026-10-25T01:45:00Z"));
  }

  @Test
  void openUntil_dayThatAZoneLeavesOut_isStillOver() {
    ZoneId apia = ZoneId.of("Pacific/Apia"); // had no 30 December 2011, a Friday
    MaintenanceWindow window = window("22:00", "06:00", apia, DayOfWeek.THURSDAY);
    Instant evening = ZonedDateTime.of(2011, 12, 29, 23, 0, 0, 0, apia).toInstant();
    Instant until = window.openUntil(evening).orElseThrow();
    assertTrue(until.isAfter(evening));
    assertEquals(Optional.empty(), window.openUntil(until));
  }

  @Test
  void openUntil_clockThatJumps_isOfTheTimeThatItShows() {
    MaintenanceWindow window = window("22:00", "06:00", UTC, DayOfWeek.MONDAY);
    assertTrue(until(window, "2026-11-30T23:00:00Z").isPresent());
    assertFalse(until(window, "2026-12-01T09:00:00Z").isPresent());
    assertTrue(until(window, "2026-11-30T23:30:00Z").isPresent());
  }

  @Test
  void open_windowsThatOverlap_isTheOneThatClosesLast() {
    MaintenanceWindow first = window("20:00", "23:00", UTC, DayOfWeek.SUNDAY);
    MaintenanceWindow second =
        MaintenanceWindow.daily(LocalTime.parse("22:00"), LocalTime.parse("04:00"), UTC);
    List<MaintenanceWindow> both = List.of(second, first);
    assertEquals(
        Optional.of(
            new MaintenanceWindow.OpenWindow(second, Instant.parse("2026-11-30T04:00:00Z"))),
        MaintenanceWindow.open(both, Instant.parse("2026-11-29T22:30:00Z")));
    assertEquals(
        Optional.of(new MaintenanceWindow.OpenWindow(first, Instant.parse("2026-11-29T23:00:00Z"))),
        MaintenanceWindow.open(both, Instant.parse("2026-11-29T21:30:00Z")));
    assertEquals(
        Optional.empty(), MaintenanceWindow.open(both, Instant.parse("2026-11-29T12:00:00Z")));
  }

  @Test
  void text_namesDaysTimesAndZone() {
    MaintenanceWindow window =
        window("22:00", "06:00", BERLIN, DayOfWeek.TUESDAY, DayOfWeek.MONDAY);
    assertEquals("mon,tue 22:00-06:00 Europe/Berlin", window.toString());
    assertEquals(
        "12:00-24:00 UTC",
        MaintenanceWindow.daily(LocalTime.NOON, LocalTime.MIDNIGHT, UTC).toString());
  }

  @Test
  void window_withoutLengthOrDay_isNone() {
    assertThrows(
        IllegalArgumentException.class, () -> window("12:00", "12:00", UTC, DayOfWeek.MONDAY));
    assertThrows(IllegalArgumentException.class, () -> window("12:00", "13:00", UTC));
  }

  /** Wherever both local times exist once, the window is what the wall clock of the zone says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void openUntil_anyWindow_isWhatTheWallClockSays(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<ZoneId> zones = List.of(UTC, BERLIN, ZoneId.of("America/St_Johns"));
    for (int i = 0; i < 500; i++) {
      ZoneId zone = zones.get(random.nextInt(zones.size()));
      LocalTime from = LocalTime.ofSecondOfDay(60L * random.nextInt(1_440));
      LocalTime to = from.plusMinutes(1 + random.nextInt(1_439));
      DayOfWeek day = DayOfWeek.of(1 + random.nextInt(7));
      MaintenanceWindow window = new MaintenanceWindow(from, to, new TreeSet<>(List.of(day)), zone);
      // June has no change of offset in any of them.
      ZonedDateTime now =
          LocalDate.of(2026, 6, 1).atStartOfDay(zone).plusSeconds(random.nextInt(28 * 86_400));
      LocalTime time = now.toLocalTime();
      boolean sameDay = to.isAfter(from) || to.equals(LocalTime.MIDNIGHT);
      boolean evening =
          now.getDayOfWeek() == day
              && !time.isBefore(from)
              && (!to.isAfter(from) || time.isBefore(to));
      boolean morning = !sameDay && now.getDayOfWeek() == day.plus(1) && time.isBefore(to);
      Optional<Instant> until = window.openUntil(now.toInstant());
      assertEquals(evening || morning, until.isPresent(), window + " at " + now);
      until.ifPresent(
          end -> {
            assertTrue(end.isAfter(now.toInstant()), window + " at " + now);
            assertEquals(Optional.empty(), window.openUntil(end), window + " at " + now);
            assertTrue(window.openUntil(end.minus(Duration.ofSeconds(1))).isPresent());
          });
    }
  }
}
