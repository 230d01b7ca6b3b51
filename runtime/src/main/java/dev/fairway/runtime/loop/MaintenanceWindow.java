package dev.fairway.runtime.loop;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A weekly maintenance window: from one time of day to another, on some days, in a time zone. It is
 * a function of the wall clock alone, so that a clock that jumps can neither open nor close it for
 * longer than it is wrong. Where the zone changes its offset within the window, the window is the
 * longer of what could be meant: it begins no later and ends no earlier. Immutable.
 *
 * @param from the time at which it opens
 * @param to the time at which it closes, on the next day where it is not after {@code from};
 *     midnight is the end of the day, so that both at midnight are a whole day
 * @param days the days on which it opens, in the order of the week
 * @param zone the zone of the times and of the days
 */
public record MaintenanceWindow(
    LocalTime from, LocalTime to, SortedSet<DayOfWeek> days, ZoneId zone) {

  /** A window is at most a day and a change of the offset long. */
  private static final long DAYS_BACK = 2;

  private static final int DAY_LETTERS = 3;

  /** Copies; refuses a window without a day, and one of no length. */
  public MaintenanceWindow {
    days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    if (days.isEmpty() || (from.equals(to) && !from.equals(LocalTime.MIDNIGHT))) {
      throw new IllegalArgumentException("window " + from + " to " + to + " on " + days);
    }
  }

  /** A window that opens on every day. */
  public static MaintenanceWindow daily(LocalTime from, LocalTime to, ZoneId zone) {
    return new MaintenanceWindow(from, to, new TreeSet<>(EnumSet.allOf(DayOfWeek.class)), zone);
  }

  /** The window that is open at that time and closes last, with that end; empty where none is. */
  public static Optional<OpenWindow> open(List<MaintenanceWindow> windows, Instant now) {
    return windows.stream()
        .flatMap(
            window -> window.openUntil(now).map(until -> new OpenWindow(window, until)).stream())
        .max(Comparator.comparing(OpenWindow::until));
  }

  /**
   * A window that is open.
   *
   * @param window the window
   * @param until when it closes
   */
  public record OpenWindow(MaintenanceWindow window, Instant until) {}

  /** When the window closes that is open at that time; empty where it is closed. */
  public Optional<Instant> openUntil(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return LongStream.rangeClosed(-DAYS_BACK, 1)
        .mapToObj(today::plusDays)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .filter(day -> !now.isBefore(start(day)) && now.isBefore(end(day)))
        .map(this::end)
        .max(Comparator.naturalOrder());
  }

  /** The first instant that the clock shows as that time, or as one after it. */
  private Instant start(LocalDate day) {
    LocalDateTime time = day.atTime(from);
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant()
        : ZonedDateTime.of(time, zone).withEarlierOffsetAtOverlap().toInstant();
  }

  /** The last instant that the clock shows as that time; after a gap as long as it would be. */
  private Instant end(LocalDate day) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return ZonedDateTime.of(last.atTime(to), zone).withLaterOffsetAtOverlap().toInstant();
  }

  /** The word of a day, as in {@code mon}. */
  public static String word(DayOfWeek day) {
    return day.name().substring(0, DAY_LETTERS).toLowerCase(Locale.ROOT);
  }

  /** {@code mon,tue 22:00-06:00 Europe/Berlin}; without the days where it opens on all. */
  @Override
  public String toString() {
    String which =
        days.size() == DayOfWeek.values().length
            ? ""
            : days.stream().map(MaintenanceWindow::word).collect(Collectors.joining(",")) + " ";
    String end = to.equals(LocalTime.MIDNIGHT) ? "24:00" : to.toString();
    return which + from + "-" + end + " " + zone;
  }
}
