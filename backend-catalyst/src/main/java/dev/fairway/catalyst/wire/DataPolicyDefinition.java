package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A data policy that Fairway makes: an ordered list of sequences.
 *
 * <p>Source: {@code /template/policy/definition/data}.
 *
 * @param name unique among data policies, 1 to 32 characters
 * @param description what people read about it; not empty
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
}
