package dev.fairway.runtime;

import dev.fairway.core.plan.PolicyWrite;
import dev.fairway.core.plan.PolicyWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other processes that write the policy of the same owner, by the traces of their changes on
 * the fabric. What stands there when this process begins to write says nothing: it may be the trace
 * of one that is gone, the one before a restart among them. A change that comes later is one of a
 * process that runs beside this one. Not thread-safe.
 */
final class OtherWriters {

  /** How long a process counts after the last change that was seen of it. */
  static final Duration COUNTS_FOR = Duration.ofMinutes(10);

  /** The most processes that are told apart. */
  private static final int MOST = 8;

  private static final Logger LOG = LoggerFactory.getLogger(PolicySync.class);

  private final Map<String, Sightings> seen = new LinkedHashMap<>();
  private Optional<PolicyWrite> last = Optional.empty();
  private boolean begun;

  /** What was seen of a process; times in nanoseconds that only grow. */
  private record Sightings(PolicyWriter writer, int changes, long first, long last) {

    Sightings another(long now) {
      return new Sightings(writer, changes + 1, first, now);
    }
  }

  /**
   * Notes what an observation tells.
   *
   * @param write the last change of the owner's policy
   * @param self this process
   * @param mayWrite whether this process may write; while it may not, whoever writes instead of it
   *     is none beside it
   * @param now nanoseconds that only grow
   */
  void observed(Optional<PolicyWrite> write, PolicyWriter self, boolean mayWrite, long now) {
    if (begun && mayWrite) {
      write.ifPresent(change -> note(change, self, now));
    }
    begun = mayWrite;
    write.ifPresent(change -> last = Optional.of(change));
  }

  /** Notes a change that was in the way of one of this process. */
  void inTheWay(PolicyWrite write, PolicyWriter self, long now) {
    note(write, self, now);
    last = Optional.of(write);
  }

  private void note(PolicyWrite write, PolicyWriter self, long now) {
    PolicyWriter writer = write.writer();
    if (writer.isSame(self) || last.equals(Optional.of(write))) {
      return;
    }
    Sightings known = seen.get(writer.id());
    if (known != null) {
      seen.put(writer.id(), known.another(now));
    } else if (seen.size() < MOST) {
      seen.put(writer.id(), new Sightings(writer, 1, now, now));
      LOG.warn(
          "another process writes for the same owner: {}, beside this one, {}; end one of them, or"
              + " let both take part in one leader election",
          writer.text(),
          self.text());
    }
  }

  /** The processes of which a change was seen lately, in the order in which they were. */
  List<OtherWriter> current(long now) {
    List<OtherWriter> current = new ArrayList<>();
    for (Iterator<Sightings> all = seen.values().iterator(); all.hasNext(); ) {
      Sightings sightings = all.next();
      Duration since = Duration.ofNanos(now - sightings.last);
      if (since.compareTo(COUNTS_FOR) >= 0) {
        all.remove();
        LOG.info(
            "no change of the other process was seen for {} minutes: {}",
            COUNTS_FOR.toMinutes(),
            sightings.writer.text());
      } else {
        current.add(
            new OtherWriter(
                sightings.writer,
                sightings.changes,
                Duration.ofNanos(now - sightings.first),
                since));
      }
    }
    return List.copyOf(current);
  }
}
