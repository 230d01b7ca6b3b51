package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.LastEdit;
import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hold on writes after an edit by another writer that took rules of the owner out of force: the
 * other writer may not be done. It lasts {@code yieldAfterForeign} from the first sight of the
 * edit; where this object has not seen the rules in force, from the time of the edit, if another
 * account made it. In memory only; one call at a time.
 */
final class ForeignEditHold {

  /** The most sentences about what was taken that a refusal repeats. */
  private static final int MOST_NAMED = 3;

  private final PushTiming timing;
  private final ManagerClock clock;

  /** The stamp of the last observation that nothing had been taken from, and the rules in it. */
  private Optional<Whole> whole = Optional.empty();

  private Optional<Sighting> sighting = Optional.empty();

  private record Whole(String stamp, Set<String> rules) {}

  /**
   * The first sight of an edit.
   *
   * @param stamp the stamp of the observation
   * @param until the end of the hold
   */
  private record Sighting(String stamp, Duration until) {}

  ForeignEditHold(PushTiming timing, ManagerClock clock) {
    this.timing = timing;
    this.clock = clock;
  }

  /** Notes what is in force now. */
  void observed(DecodedSnapshot view) {
    if (view.lock().isPresent()) {
      return;
    }
    Set<String> rules = canonical(view);
    String stamp = view.stamp();
    boolean edited = whole.filter(before -> !before.stamp().equals(stamp)).isPresent();
    boolean taken =
        !view.taken().isEmpty()
            || (edited && !whole.filter(before -> rules.containsAll(before.rules())).isPresent());
    if (!taken) {
      whole = Optional.of(new Whole(stamp, rules));
      sighting = Optional.empty();
      return;
    }
    if (sighting.filter(before -> before.stamp().equals(stamp)).isPresent()) {
      return;
    }
    Duration pause = timing.yieldAfterForeign();
    boolean seenWhole = edited || sighting.isPresent();
    sighting =
        (seenWhole ? Optional.of(pause) : left(view, pause))
            .map(left -> new Sighting(stamp, clock.now().plus(left)));
  }

  private static Set<String> canonical(DecodedSnapshot view) {
    return view.observed().mine().stream().map(PathRule::canonical).collect(Collectors.toSet());
  }

  /** True where the plan wants rules that were in force and are not there any more. */
  private boolean wantsLost(Set<String> rules, Plan plan) {
    Set<String> before = whole.map(Whole::rules).orElse(Set.of());
    return plan.after().stream()
        .map(PathRule::canonical)
        .anyMatch(rule -> before.contains(rule) && !rules.contains(rule));
  }

  /** The rest of the pause after an edit by another account, by the clock of the Manager. */
  private Optional<Duration> left(DecodedSnapshot view, Duration pause) {
    return view.lastEdit()
        .filter(LastEdit::otherAccount)
        .map(edit -> pause.minus(Duration.between(edit.at(), clock.instant())))
        .filter(left -> !left.isNegative())
        .map(left -> left.compareTo(pause) > 0 ? pause : left);
  }

  /**
   * Refuses a change while the hold lasts. Rules that are not there any more and that the plan does
   * not want back were removed by the owner itself, with another backend.
   *
   * @throws BackendException of kind {@link ErrorKind#CONFLICT}
   */
  void require(DecodedSnapshot view, Plan plan) {
    Set<String> rules = canonical(view);
    if (view.taken().isEmpty() && !wantsLost(rules, plan)) {
      whole = Optional.of(new Whole(view.stamp(), rules));
      sighting = Optional.empty();
    }
    Optional<Duration> left =
        sighting
            .map(edit -> edit.until().minus(clock.now()))
            .filter(rest -> !rest.isNegative() && !rest.isZero());
    if (left.isPresent()) {
      throw BackendException.retryAfter(ErrorKind.CONFLICT, why(view, left.get()), left.get());
    }
  }

  private String why(DecodedSnapshot view, Duration left) {
    String editor = view.lastEdit().map(LastEdit::text).orElse("another writer");
    List<String> taken =
        view.taken().isEmpty()
            ? List.of("rules that were in force are not there any more")
            : view.taken();
    Instant until = clock.instant().plus(left).truncatedTo(ChronoUnit.SECONDS);
    return "%s took rules of Fairway out of force: %s; they are put back from %s on"
        .formatted(editor, Listing.of(MOST_NAMED, "; ", taken), until);
  }

  /** Notes that this backend has written: what is in force may be its own doing again. */
  void changed() {
    whole = Optional.empty();
    sighting = Optional.empty();
  }
}
