package dev.fairway.k8s.status;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What this process wrote, and wants to write, into the status of one Service. Not thread-safe.
 *
 * <p>Resource versions that are numbers tell which of two states is newer. Where they are not, a
 * write counts as shown once its version or its text is.
 */
final class OwnWrites {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");

  private final String uid;
  private Optional<Confirmed> confirmed = Optional.empty();
  private Optional<StatusWrite> wanted = Optional.empty();

  /** Texts older than what is wanted: one that is not among them was written by somebody else. */
  private final Set<String> older = new HashSet<>();

  /** The newest write that was answered. */
  private record Confirmed(StatusWrite write, String resourceVersion) {}

  OwnWrites(String uid) {
    this.uid = uid;
  }

  String uid() {
    return uid;
  }

  List<StoredCondition> newest(StoredService shown) {
    List<StoredCondition> base = base(shown);
    return wanted
        .filter(write -> !isOverruled(write, base))
        .map(StatusWrite::conditions)
        .orElse(base);
  }

  void wanted(StatusWrite write, StoredService shown) {
    List<StoredCondition> base = base(shown);
    if (wanted.filter(old -> !isOverruled(old, base)).isEmpty()) {
      older.clear();
    }
    older.add(StatusWrite.acceptedText(base));
    wanted = Optional.of(write);
  }

  void begun(StatusWrite write) {
    older.add(write.acceptedText());
  }

  void written(StatusWrite write, String resourceVersion) {
    confirmed = Optional.of(new Confirmed(write, resourceVersion));
    givenUp(write);
    older.clear();
    older.add(write.acceptedText());
  }

  void givenUp(StatusWrite write) {
    wanted = wanted.filter(newest -> newest.number() != write.number());
  }

  boolean isCurrent(StatusWrite write, StoredService shown) {
    return wanted
        .filter(newest -> newest.number() == write.number())
        .filter(newest -> !isOverruled(newest, base(shown)))
        .isPresent();
  }

  /** The newest state that the API server is known to have been in. */
  private List<StoredCondition> base(StoredService shown) {
    if (confirmed.isEmpty()) {
      return shown.conditions();
    }
    Confirmed own = confirmed.get();
    String seen = shown.resourceVersion();
    if (isNumber(seen) && isNumber(own.resourceVersion)) {
      return isAtLeast(seen, own.resourceVersion) ? shown.conditions() : own.write.conditions();
    }
    boolean changesApplied =
        seen.equals(own.resourceVersion)
            || StatusWrite.acceptedText(shown.conditions()).equals(own.write.acceptedText());
    if (changesApplied) {
      // Versions without an order cannot say later that a text is newer: this one has been shown.
      confirmed = Optional.empty();
    }
    return changesApplied ? shown.conditions() : own.write.conditions();
  }

  private boolean isOverruled(StatusWrite write, List<StoredCondition> base) {
    String text = StatusWrite.acceptedText(base);
    return !text.equals(write.acceptedText()) && !older.contains(text);
  }

  private static boolean isNumber(String version) {
    return NUMBER.matcher(version).matches();
  }

  /** Of numbers as long as they like, without zeros in front. */
  private static boolean isAtLeast(String one, String other) {
    return one.length() != other.length()
        ? one.length() > other.length()
        : one.compareTo(other) >= 0;
  }
}
