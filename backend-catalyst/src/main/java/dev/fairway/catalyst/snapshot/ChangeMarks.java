package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.wire.PolicyList.DataPrefixList;
import dev.fairway.catalyst.wire.PolicyList.PrefixEntry;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.policy.OwnerId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a {@link ChangeLock} is written: as a list that nothing refers to. */
public final class ChangeMarks {

  /** The one name; a second list of it is refused. */
  public static final String NAME = "fairway-change";

  /** The type of the list. */
  public static final String TYPE = "dataPrefix";

  /** An address for documentation (RFC 5737): a list cannot be empty, and nothing is meant. */
  private static final String NOBODY = "192.0.2.0/32";

  private static final Pattern TEXT =
      Pattern.compile(
          "Fairway owner ([a-z0-9-]+) changes until ([0-9TZ:.-]{1,40})"
              + " by (templates|activation) before ([0-9a-f]{12})");

  private ChangeMarks() {}

  /**
   * The list to be made.
   *
   * @param until the moment; written in whole seconds
   * @param before the first 12 digits of a {@link ContentDigest}
   */
  public static DataPrefixList list(
      OwnerId owner, Instant until, ChangeLock.Push push, String before) {
    return new DataPrefixList(
        NAME, text(owner, until, push, before), List.of(new PrefixEntry(NOBODY)));
  }

  /** What the list's description says. */
  public static String text(OwnerId owner, Instant until, ChangeLock.Push push, String before) {
    return "Fairway owner "
        + owner
        + " changes until "
        + until.truncatedTo(ChronoUnit.SECONDS)
        + " by "
        + push.name().toLowerCase(Locale.ROOT)
        + " before "
        + before;
  }

  /** True for a list of the mark's name, whatever it says. */
  public static boolean isMark(StoredList list) {
    return list.type().equalsIgnoreCase(TYPE) && list.name().equals(NAME);
  }

  /** The mark; empty for any other list, and for one of its name that says something else. */
  public static Optional<ChangeLock> tryParse(StoredList list) {
    Matcher matcher = TEXT.matcher(list.description());
    if (!isMark(list) || !matcher.matches() || !DnsLabel.isValid(matcher.group(1))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ChangeLock(
              list.id(),
              new OwnerId(matcher.group(1)),
              Instant.parse(matcher.group(2)),
              ChangeLock.Push.valueOf(matcher.group(3).toUpperCase(Locale.ROOT)),
              matcher.group(4)));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
