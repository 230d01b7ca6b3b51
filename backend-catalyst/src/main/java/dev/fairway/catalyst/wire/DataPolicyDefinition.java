package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A data policy that Fairway makes: an ordered list of sequences.
 *
 * <p>Source: {@code /template/policy/definition/data}.
 *
 * @param name unique among data policies, 1 to 32 characters
 * @param description shown on the Manager's pages; not empty
 * @param defaultAction what happens to the rest
 * @param sequences by ascending id
 */
public record DataPolicyDefinition(
    String name, String description, DefaultAction defaultAction, List<DataSequence> sequences) {

  /** Copies. */
  public DataPolicyDefinition {
    sequences = List.copyOf(sequences);
  }

  /** {@code data}, always. */
  @JsonProperty(index = 0)
  public String type() {
    return "data";
  }

  /**
   * What happens to a packet that no sequence takes.
   *
   * @param type {@code accept} or {@code drop}
   */
  public record DefaultAction(String type) {

    /** Leaves it alone. The Manager's own default may be to drop, so this is always written. */
    public static final DefaultAction ACCEPT = new DefaultAction(DataSequence.ACCEPT);
  }
}
