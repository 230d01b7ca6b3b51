package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sequence as the Manager has it: the tree, whole, beside what can be read of it. Immutable.
 * Whatever is not changed here goes back as it came.
 */
public final class StoredSequence {

  private static final String ID = "sequenceId";

  private final ObjectNode tree;

  private StoredSequence(ObjectNode tree) {
    this.tree = tree;
  }

  /** The sequence of a tree; copies it. */
  public static StoredSequence of(ObjectNode tree) {
    return new StoredSequence(tree.deepCopy());
  }

  /** A sequence that the Manager does not have yet. */
  public static StoredSequence of(DataSequence sequence) {
    return new StoredSequence(WireJson.tree(sequence));
  }

  /** Its place among the others; 0 where it does not say. */
  public int sequenceId() {
    return tree.path(ID).asInt(0);
  }

  /** The group under which people see it; empty where it does not say. */
  public String sequenceName() {
    return tree.path("sequenceName").asText("");
  }

  /** The families of its packets, as written. */
  public String ipType() {
    return tree.path("sequenceIpType").asText("");
  }

  /** The names of its counters. */
  public List<String> counters() {
    List<String> names = new ArrayList<>();
    for (JsonNode action : tree.path("actions")) {
      if (action.path("type").asText("").equals(SequenceAction.COUNT)) {
        names.add(action.path("parameter").asText(""));
      }
    }
    return names;
  }

  /** The ids of all lists that it refers to, in their order. */
  public List<String> listIds() {
    return tree.findValuesAsText("ref");
  }

  /** The whole sequence; empty where it says something that Fairway never writes. */
  public Optional<DataSequence> read() {
    return WireJson.tryRead(tree, DataSequence.class);
  }

  /** Which packets it takes, whatever it does with them; empty where that cannot be read. */
  public Optional<SequenceMatch> match() {
    JsonNode match = tree.path("match");
    return match.isMissingNode()
        ? Optional.of(new SequenceMatch(List.of()))
        : WireJson.tryRead(match, SequenceMatch.class);
  }

  /** The same sequence in another place; nothing else of it changes. */
  public StoredSequence withSequenceId(int sequenceId) {
    ObjectNode moved = tree.deepCopy();
    moved.put(ID, sequenceId);
    return new StoredSequence(moved);
  }

  /** The sequence with everything that Fairway writes replaced, and every other field kept. */
  public StoredSequence rewritten(DataSequence sequence) {
    ObjectNode changed = tree.deepCopy();
    changed.setAll(WireJson.tree(sequence));
    return new StoredSequence(changed);
  }

  /** A copy of the tree. */
  public ObjectNode tree() {
    return tree.deepCopy();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredSequence that && tree.equals(that.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  @Override
  public String toString() {
    return WireJson.write(tree);
  }
}
