package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A list as the Manager has it: the tree, whole. Immutable.
 *
 * <p>Source: {@code GET /template/policy/list}, {@code data[]}.
 *
 * @param tree as the Manager gave it, whole
 */
public record StoredList(ObjectNode tree) {

  /** Copies the tree. */
  public StoredList {
    tree = tree.deepCopy();
  }

  /** The Manager's id. */
  public String id() {
    return tree.path("listId").asText("");
  }

  /** Unique among lists of one type. */
  public String name() {
    return tree.path("name").asText("");
  }

  /** What it lists, as written: {@code dataPrefix}, {@code site}. */
  public String type() {
    return tree.path("type").asText("");
  }

  /** The time of the last write; the Manager does not say whose it was. */
  public Optional<Instant> lastUpdated() {
    return ReadOnlyFields.time(tree, "lastUpdated");
  }

  /** Shown on the Manager's pages. */
  public String description() {
    return tree.path("description").asText("");
  }

  /** How many objects refer to it; empty where the Manager does not say. */
  public Optional<Integer> references() {
    JsonNode count = tree.path("referenceCount");
    return count.canConvertToInt() ? Optional.of(count.intValue()) : Optional.empty();
  }

  /** The list; empty where it is none of those that Fairway knows, or cannot be read. */
  public Optional<PolicyList> read() {
    return WireJson.tryRead(tree, PolicyList.class);
  }

  /** A copy of the tree. */
  @Override
  public ObjectNode tree() {
    return tree.deepCopy();
  }
}
