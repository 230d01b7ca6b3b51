package dev.fairway.runtime;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.diagnostic.PrintableText;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.RuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The drift that a sync found: rules of the owner that another writer changed on the fabric after
 * this process had put them there. Immutable.
 *
 * @param missing the rules that are gone, ascending
 * @param altered the rules that say something else, or stand in another place, ascending
 * @param added the rules in the owner's name that this process did not write, ascending
 * @param segments the segments of the missing and altered rules, ascending
 * @param editor the other writer, as far as the target says: a few words
 * @param where what the target holds instead, one sentence each, as far as the backend says
 * @param times how many times in a row rules of the owner were undone, this time included, each
 *     less than an hour after they were put right
 * @param contested true where that was three times within an hour, or since: another writer undoes
 *     them again and again
 * @param isNew true where the last sync did not find all of it yet
 * @param mendIn how long the rules are left as they are because they are contested; empty: they are
 *     put right at once, as far as a sync may write
 */
public record Drift(
    SortedSet<RuleId> missing,
    SortedSet<RuleId> altered,
    SortedSet<RuleId> added,
    SortedSet<Segment> segments,
    Optional<String> editor,
    List<String> where,
    int times,
    boolean contested,
    boolean isNew,
    Optional<Duration> mendIn) {

  /** The most segments, and the most sentences of the backend, that a message names. */
  private static final int MOST_NAMED = 3;

  /** The most characters of the target's words about one thing. */
  private static final int LONGEST = 300;

  /** Copies, and escapes what cannot be printed in the words of the target, and cuts long ones. */
  public Drift {
    missing = copy(missing);
    altered = copy(altered);
    added = copy(added);
    segments = Collections.unmodifiableSortedSet(new TreeSet<>(segments));
    editor = editor.map(words -> PrintableText.excerpt(words, LONGEST));
    where = where.stream().map(words -> PrintableText.excerpt(words, LONGEST)).toList();
  }

  private static SortedSet<RuleId> copy(SortedSet<RuleId> rules) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(rules));
  }

  /** All rules that were changed, ascending. */
  public SortedSet<RuleId> rules() {
    SortedSet<RuleId> rules = new TreeSet<>(missing);
    rules.addAll(altered);
    rules.addAll(added);
    return rules;
  }

  /** The code of its diagnostic, whose reason stands in the condition of Services. */
  public DiagnosticCode code() {
    return contested ? DiagnosticCode.UNDONE_BY_OTHERS : DiagnosticCode.DRIFTED;
  }

  /** A sentence that says what was done to all of them, where, and by which writer. */
  public String sentence() {
    return sentence(rules());
  }

  /** A sentence that says what was done to some of them, where, and by which writer. */
  public String sentence(Collection<RuleId> some) {
    List<String> parts = new ArrayList<>();
    add(parts, count(missing, some), "taken away");
    add(parts, count(altered, some), "changed");
    add(parts, count(added, some), "added");
    String segment =
        segments.isEmpty()
            ? ""
            : " in segment "
                + Listing.of(MOST_NAMED, segments.stream().map(Segment::value).toList());
    String by =
        editor
            .map(writer -> ", last edited by " + writer)
            .orElse(" by another writer, which the fabric does not name");
    String found = where.isEmpty() ? "" : " (" + Listing.of(MOST_NAMED, "; ", where) + ")";
    return String.join(" and ", parts) + " on the fabric" + segment + by + found;
  }

  private static long count(SortedSet<RuleId> rules, Collection<RuleId> some) {
    return some.stream().filter(rules::contains).count();
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + (count == 1 ? " rule was " : " rules were ") + what);
    }
  }

  /** What to do about rules that are undone again and again; empty where they are not. */
  public Optional<String> advice() {
    return contested
        ? Optional.of(
            "undone "
                + times
                + " times in a row: find the user or tool that does it, and let only one of both"
                + " manage what holds these rules; the backend's documentation says how")
        : Optional.empty();
  }

  /** How long until they are put right, as {@code 8m} or {@code 30s}, rounded up. */
  static String text(Duration wait) {
    long seconds = (wait.toMillis() + 999) / 1_000;
    return seconds > 60 ? (seconds + 59) / 60 + "m" : (seconds + 9) / 10 * 10 + "s";
  }
}
