package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An event of a watch: its type, and the object as it is shown. */
record WatchEvent(String type, String path, ObjectNode object) {

  /** What a change is to a selection; nothing where the object neither was nor is in it. */
  static Optional<WatchEvent> of(StoredChange change, ObjectSelector selection) {
    boolean was = selection.holds(change.before());
    boolean is = selection.holds(change.after());
    if (is && change.after() instanceof ObjectNode after) {
      return Optional.of(of(was ? "MODIFIED" : "ADDED", change, selection, after));
    }
    if (was && change.before() instanceof ObjectNode before) {
      ObjectNode last = before.deepCopy();
      ObjectStore.stamp(last, change.revision());
      return Optional.of(of("DELETED", change, selection, last));
    }
    return Optional.empty();
  }

  private static WatchEvent of(
      String type, StoredChange change, ObjectSelector selection, ObjectNode object) {
    return new WatchEvent(type, change.path(), EventConversion.shown(selection.kind(), object));
  }

  /** Of an object that is there when a watch begins. */
  static WatchEvent added(ResourceKind kind, ObjectNode object) {
    String path = ObjectStore.path(JsonTrees.namespace(object), JsonTrees.name(object));
    return new WatchEvent("ADDED", path, EventConversion.shown(kind, object));
  }

  static WatchEvent bookmark(ResourceKind kind, long revision) {
    ObjectNode object = JsonTrees.object().put("kind", kind.kind());
    object.put("apiVersion", kind.apiVersion());
    ObjectStore.stamp(object, revision);
    return new WatchEvent("BOOKMARK", "", object);
  }

  static WatchEvent error(ApiStatusException failure) {
    return new WatchEvent("ERROR", "", failure.status());
  }

  /**
   * The same events, those of the object that changed last first; each object's keep their order.
   */
  static List<WatchEvent> reversed(List<WatchEvent> events) {
    Map<String, List<WatchEvent>> byObject = new LinkedHashMap<>();
    events.forEach(
        event -> byObject.computeIfAbsent(event.path(), none -> new ArrayList<>()).add(event));
    List<List<WatchEvent>> groups = new ArrayList<>(byObject.values());
    Collections.reverse(groups);
    return groups.stream().flatMap(List::stream).toList();
  }

  /** The same event of the object in another view; a bookmark or an error as it is. */
  WatchEvent viewed(UnaryOperator<ObjectNode> view) {
    return path.isEmpty() ? this : new WatchEvent(type, path, view.apply(object));
  }

  ObjectNode json() {
    ObjectNode line = JsonTrees.object().put("type", type);
    line.set("object", object);
    return line;
  }
}
