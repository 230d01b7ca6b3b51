package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A data policy as the Manager has it: the tree, whole. Immutable. Unknown fields survive every
 * change of the sequences.
 *
 * @param tree as the Manager gave it, or as it will be written; whole
 */
public record StoredDefinition(ObjectNode tree) {

  private static final String SEQUENCES = "sequences";

  /** Copies the tree. */
  public StoredDefinition {
    tree = tree.deepCopy();
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
      sequences.add(new StoredSequence(object));
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

  /** True where a packet that no sequence takes is accepted. */
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

  /** The time of the last write; the Manager does not say whose it was. */
  public Optional<Instant> lastUpdated() {
    return ReadOnlyFields.time(tree, "lastUpdated");
  }

  /** Shown on the Manager's pages. */
  public String description() {
    return tree.path("description").asText("");
  }

  /** A copy of the tree. */
  @Override
  public ObjectNode tree() {
    return tree.deepCopy();
  }
}
