package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sequence as the Manager has it: the tree, whole, beside what can be read of it. Immutable.
 * Whatever is not changed here goes back as it came.
 *
 * @param tree as the Manager gave it, or as it will be written; whole
 */
public record StoredSequence(ObjectNode tree) {

  private static final String ID = "sequenceId";

  /** Copies the tree. */
  public StoredSequence {
    tree = tree.deepCopy();
  }

  /** A sequence that the Manager does not have yet. */
  public static StoredSequence of(DataSequence sequence) {
    return new StoredSequence(WireJson.tree(sequence));
  }

  /** The position in the data policy; 0 where it does not say. */
  public int sequenceId() {
    return tree.path(ID).asInt(0);
  }

  /** The group under which the Manager's pages show it; empty where it does not say. */
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
  @Override
  public ObjectNode tree() {
    return tree.deepCopy();
  }
}
