package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.wire.PolicyList.DataPrefixList;
import dev.fairway.catalyst.wire.PolicyList.PrefixEntry;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.plan.PolicyWrite;
import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.core.policy.OwnerId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The change lock, which keeps two operators from changing policy on one Manager at once, and the
 * trace of an interrupted change: a list to which nothing refers and of whose name the Manager
 * refuses a second one. Owner, expiry and content of the change stand in the list's description.
 *
 * @param listId the Manager's id of the list; empty before it is created
 * @param owner the owner that changes policy
 * @param until the expiry, by the time of day of the owner's machine; written in whole seconds
 * @param push how the change is brought into force, also after an interruption
 * @param before the first 12 digits of the digest of what the change edits, as it was before; after
 *     an interruption before the edit the digest is still the same
 * @param holder the process that changes policy; empty where it does not name itself
 */
public record ChangeLock(
    String listId,
    OwnerId owner,
    Instant until,
    PushMethod push,
    String before,
    Optional<PolicyWriter> holder) {

  /** The name of the list. */
  public static final String NAME = "fairway-change";

  private static final String TYPE = "dataPrefix";

  /** An address for documentation (RFC 5737), because a list cannot be empty. */
  private static final String PLACEHOLDER = "192.0.2.0/32";

  private static final Pattern TEXT =
      Pattern.compile(
          "Fairway owner ([a-z0-9-]+) changes until ([0-9TZ:.-]{1,40})"
              + " by (templates|activation) before ([0-9a-f]{12})"
              + "(?: as ([A-Za-z0-9]{1,16}) ([A-Za-z0-9._-]{1,63})/([0-9]{1,10})"
              + "/([A-Za-z0-9._-]{1,32}) ([0-9TZ:.-]{1,40}))?");

  /** How an edit reaches the controllers. */
  public enum PushMethod {
    /** By the controllers' templates, after an edit of a definition or a list. */
    TEMPLATES,
    /** By activation of the policy as edited, after an edit of its assembly. */
    ACTIVATION
  }

  /** A lock of a process that does not name itself. */
  public ChangeLock(String listId, OwnerId owner, Instant until, PushMethod push, String before) {
    this(listId, owner, until, push, before, Optional.empty());
  }

  /** The change that the lock is for, where its process names itself. */
  public Optional<PolicyWrite> write() {
    return holder.map(process -> new PolicyWrite(process, listId));
  }

  /** The list that holds the lock. */
  public DataPrefixList list() {
    return new DataPrefixList(NAME, description(), List.of(new PrefixEntry(PLACEHOLDER)));
  }

  private String description() {
    return "Fairway owner %s changes until %s by %s before %s"
            .formatted(
                owner,
                until.truncatedTo(ChronoUnit.SECONDS),
                push.name().toLowerCase(Locale.ROOT),
                before)
        + holder.map(ChangeLock::text).orElse("");
  }

  /** {@code as 1a2b3c4d fairway-0/7/app 2026-01-02T03:04:05Z}. */
  private static String text(PolicyWriter process) {
    return " as %s %s/%d/%s %s"
        .formatted(
            process.id(), process.host(), process.process(), process.user(), process.since());
  }

  /** True for a list of the lock's name, whatever its description. */
  public static boolean isLock(StoredList list) {
    return list.type().equalsIgnoreCase(TYPE) && list.name().equals(NAME);
  }

  /** The lock of a list; empty for any other list, and for one with an unreadable description. */
  public static Optional<ChangeLock> tryParse(StoredList list) {
    Matcher matcher = TEXT.matcher(list.description());
    if (!isLock(list) || !matcher.matches() || !DnsLabel.isValid(matcher.group(1))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ChangeLock(
              list.id(),
              new OwnerId(matcher.group(1)),
              Instant.parse(matcher.group(2)),
              PushMethod.valueOf(matcher.group(3).toUpperCase(Locale.ROOT)),
              matcher.group(4),
              holder(matcher)));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<PolicyWriter> holder(Matcher matcher) {
    return Optional.ofNullable(matcher.group(5))
        .map(
            id ->
                new PolicyWriter(
                    id,
                    matcher.group(6),
                    Long.parseLong(matcher.group(7)),
                    matcher.group(8),
                    Instant.parse(matcher.group(9))));
  }
}
