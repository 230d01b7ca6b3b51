package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * One definition in a centralized policy, and where it holds.
 *
 * <p>Source: {@code policyDefinition.assembly[]} of {@code /template/policy/vsmart}.
 *
 * @param definitionId the id of the definition
 * @param type the definition's type, {@code data} where Fairway writes it
 * @param entries where it holds
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AssemblyItem(String definitionId, String type, List<AssemblyEntry> entries) {

  /** The type of a data policy. */
  public static final String DATA_POLICY = "data";

  /** Copies; what is not there is empty. */
  public AssemblyItem {
    definitionId = Objects.requireNonNullElse(definitionId, "");
    type = Objects.requireNonNullElse(type, "");
    entries = List.copyOf(Objects.requireNonNullElse(entries, List.of()));
  }
}
