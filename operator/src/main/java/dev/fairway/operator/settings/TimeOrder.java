package dev.fairway.operator.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Two times of which one must be longer.
 *
 * @param shorter the setting that must be the shorter
 * @param longer the setting that must be the longer
 * @param orEqual true where they may be equal
 */
record TimeOrder(KnownSetting<Duration> shorter, KnownSetting<Duration> longer, boolean orEqual) {

  /** Those that must hold. */
  static final List<TimeOrder> ALL =
      List.of(
          new TimeOrder(SettingTable.SYNC_DEBOUNCE, SettingTable.SYNC_MAX_DELAY, true),
          new TimeOrder(
              SettingTable.LEADER_ELECTION_RENEW, SettingTable.LEADER_ELECTION_DURATION, false),
          new TimeOrder(
              SettingTable.LEADER_ELECTION_RETRY, SettingTable.LEADER_ELECTION_RENEW, false));

  /** Reports it where it does not hold, at a value that somebody set: the defaults agree. */
  void check(ChosenValues values) {
    int order = values.of(shorter).compareTo(values.of(longer));
    boolean holds = orEqual ? order <= 0 : order < 0;
    if (holds || values.refused(shorter) || values.refused(longer)) {
      return;
    }
    if (values.origin(shorter).isPresent()) {
      report(shorter, orEqual ? "not be longer" : "be shorter", longer, values);
    } else {
      report(longer, orEqual ? "not be shorter" : "be longer", shorter, values);
    }
  }

  private static void report(
      KnownSetting<?> wrong, String relation, KnownSetting<?> other, ChosenValues values) {
    ChosenValues.Chosen chosen = values.origin(wrong).orElseThrow();
    Optional<ChosenValues.Chosen> origin = values.origin(other);
    String than =
        origin
            .map(set -> set.mistakes().nameOf(other.key()) + " " + Shown.quoted(set.text()))
            .orElse(other.key() + " '" + other.defaultText() + "', its default");
    String text = chosen.text();
    chosen
        .mistakes()
        .wrong(
            wrong.key(),
            chosen.at(),
            text,
            Shown.quoted(text) + " must " + relation + " than " + than);
  }
}
