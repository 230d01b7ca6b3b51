package dev.fairway.core.plan;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A process that writes the policy of an owner, as it names itself to the other processes of that
 * owner.
 *
 * @param id 1 to 16 letters and digits that no other process has, on the same machine or after a
 *     restart; the ids of its syncs in the logs begin with it
 * @param host the name of its pod or machine: 1 to 63 letters, digits, {@code .}, {@code _} and
 *     {@code -}
 * @param process its process id there
 * @param user the user that it runs as: as the host, up to 32
 * @param since when it started, in whole seconds
 */
public record PolicyWriter(String id, String host, long process, String user, Instant since) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,16}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,63}");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  /** Cuts the time to seconds; refuses what could break a line of a log or of a description. */
  public PolicyWriter {
    if (!ID.matcher(id).matches()
        || !HOST.matcher(host).matches()
        || !USER.matcher(user).matches()
        || process < 0) {
      throw new IllegalArgumentException(
          "writer '" + id + "', process " + process + " of '" + user + "' on '" + host + "'");
    }
    since = Instant.ofEpochSecond(since.getEpochSecond());
  }

  /** True for the same process, whatever else it says of itself. */
  public boolean isSame(PolicyWriter other) {
    return id.equals(other.id);
  }

  /** {@code 'fairway-0' (process 7 of user 'app', started 2026-01-02T03:04:05Z, id 1a2b3c4d)}. */
  public String text() {
    return "'%s' (process %d of user '%s', started %s, id %s)"
        .formatted(host, process, user, since, id);
  }
}
