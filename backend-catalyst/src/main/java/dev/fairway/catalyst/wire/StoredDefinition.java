package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A data policy as the Manager has it: the tree, whole. Immutable. Fields that nobody here knows
 * survive every change of the sequences.
 */
public final class StoredDefinition {

  private static final String SEQUENCES = "sequences";

  private final ObjectNode tree;

  private StoredDefinition(ObjectNode tree) {
    this.tree = tree;
  }

  /**
   * Reads an answer of {@code GET /template/policy/definition/data/ID}.
   *
   * @throws BackendException of kind {@link ErrorKind#INTERNAL} where it is not one JSON object
   */
  public static StoredDefinition parse(String text) {
    return new StoredDefinition(WireJson.object(text));
  }

  /** The definition of a tree; copies it. */
  public static StoredDefinition of(ObjectNode tree) {
    return new StoredDefinition(tree.deepCopy());
  }

  /** A definition that the Manager does not have yet. */
  public static StoredDefinition of(DataPolicyDefinition definition) {
    return new StoredDefinition(WireJson.tree(definition));
  }

  /** Unique among data policies. */
  public String name() {
    return tree.path("name").asText("");
  }

  /**
   * The sequences in the order in force: by id, and in the order written where ids are equal.
   *
   * @throws BackendException of kind {@link ErrorKind#INTERNAL} where they are no list, or one is
   *     not an object: what cannot be read is not nothing
   */
  public List<StoredSequence> sequences() {
    JsonNode found = tree.path(SEQUENCES);
    if (!found.isArray()) {
      throw new BackendException(
          ErrorKind.INTERNAL, "a data policy without a list of sequences is none that can be read");
    }
    List<StoredSequence> sequences = new ArrayList<>();
    for (JsonNode sequence : found) {
      if (!(sequence instanceof ObjectNode object)) {
        throw new BackendException(
            ErrorKind.INTERNAL, "a sequence of a data policy is not a JSON object");
      }
      sequences.add(StoredSequence.of(object));
    }
    sequences.sort(Comparator.comparingInt(StoredSequence::sequenceId));
    return List.copyOf(sequences);
  }

  /** The ids of all lists to which the sequences refer, ascending. */
  public SortedSet<String> listIds() {
    return sequences().stream()
        .flatMap(sequence -> sequence.listIds().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** True where what no sequence takes is let pass. */
  public boolean accepts() {
    return tree.path("defaultAction").path("type").asText("").equals("accept");
  }

  /** The same definition with other sequences, written in the order given. */
  public StoredDefinition withSequences(List<StoredSequence> sequences) {
    ObjectNode changed = tree.deepCopy();
    ArrayNode array = changed.putArray(SEQUENCES);
    sequences.forEach(sequence -> array.add(sequence.tree()));
    return new StoredDefinition(changed);
  }

  /** What people read about it. */
  public String description() {
    return tree.path("description").asText("");
  }

  /** A copy of the tree. */
  public ObjectNode tree() {
    return tree.deepCopy();
  }

  @Override
  public String toString() {
    return WireJson.write(tree);
  }
}
