package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The conversion of Events between the groups: they are the same objects in two groups, with other
 * names for some fields. They are stored as the core group has them.
 */
final class EventConversion {

  private static final List<String[]> NAMES =
      List.of(
          new String[] {"involvedObject", "regarding"},
          new String[] {"message", "note"},
          new String[] {"source", "deprecatedSource"},
          new String[] {"firstTimestamp", "deprecatedFirstTimestamp"},
          new String[] {"lastTimestamp", "deprecatedLastTimestamp"},
          new String[] {"count", "deprecatedCount"},
          new String[] {"reportingComponent", "reportingController"});

  private EventConversion() {}

  private static boolean differs(ResourceKind kind) {
    return "events.k8s.io".equals(kind.group());
  }

  /** A stored object as a kind shows it: the same tree where nothing differs, else a copy. */
  static ObjectNode shown(ResourceKind kind, ObjectNode stored) {
    return differs(kind) ? renamed(kind.apiVersion(), stored, 0, 1) : stored;
  }

  /** What somebody sent as a kind, as it is stored. */
  static ObjectNode stored(ResourceKind kind, ObjectNode sent) {
    return differs(kind) ? renamed("v1", sent, 1, 0) : sent;
  }

  private static ObjectNode renamed(String apiVersion, ObjectNode event, int from, int to) {
    ObjectNode copy = event.deepCopy();
    copy.put("apiVersion", apiVersion);
    for (String[] name : NAMES) {
      JsonNode value = copy.remove(name[from]);
      if (value != null) {
        copy.set(name[to], value);
      }
    }
    return copy;
  }
}
