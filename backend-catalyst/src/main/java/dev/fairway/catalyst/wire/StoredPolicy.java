package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A centralized policy as the Manager has it: the tree, whole, with {@code policyDefinition} as an
 * object, however the Manager wrote it. Immutable. What is not changed here goes back as it came.
 *
 * <p>Source: {@code GET /template/policy/vsmart}, {@code data[]}, where {@code policyDefinition} is
 * JSON within a string.
 *
 * @param tree as the Manager gave it, but for the definition, which is an object; whole
 */
public record StoredPolicy(ObjectNode tree) {

  private static final String DEFINITION = "policyDefinition";
  private static final String ASSEMBLY = "assembly";

  /**
   * Copies the tree.
   *
   * @throws BackendException of kind {@link ErrorKind#INTERNAL} where the definition of an
   *     assembled policy cannot be read
   */
  public StoredPolicy {
    tree = tree.deepCopy();
    JsonNode definition = tree.path(DEFINITION);
    if (definition.isTextual() && !isText(tree)) {
      tree.set(DEFINITION, WireJson.object(definition.asText()));
    }
  }

  private static boolean isText(ObjectNode tree) {
    return tree.path("policyType").asText("").equals("cli");
  }

  /** The Manager's id. */
  public String id() {
    return tree.path("policyId").asText("");
  }

  /** Unique among centralized policies. */
  public String name() {
    return tree.path("policyName").asText("");
  }

  /** Shown on the Manager's pages. */
  public String description() {
    return tree.path("policyDescription").asText("");
  }

  /** The name of the user who wrote it last; empty where the Manager does not say. */
  public Optional<String> lastUpdatedBy() {
    return Optional.of(tree.path("lastUpdatedBy").asText("")).filter(name -> !name.isBlank());
  }

  /** The time of the last write. */
  public Optional<Instant> lastUpdated() {
    return ReadOnlyFields.time(tree, "lastUpdatedOn");
  }

  /** True for the one that the controllers run. */
  public boolean isActive() {
    return tree.path("isPolicyActivated").asBoolean(false);
  }

  /** True where it is one text, and not put together of definitions. */
  public boolean isCli() {
    return isText(tree);
  }

  /** The entries of the assembly, in their order, as trees; copies. */
  public List<ObjectNode> assembly() {
    List<ObjectNode> items = new ArrayList<>();
    for (JsonNode item : tree.path(DEFINITION).path(ASSEMBLY)) {
      if (item instanceof ObjectNode object) {
        items.add(object.deepCopy());
      }
    }
    return List.copyOf(items);
  }

  /** The same policy with another assembly, in the order given. */
  public StoredPolicy withAssembly(List<ObjectNode> items) {
    ObjectNode changed = tree.deepCopy();
    ArrayNode array = changed.withObject("/" + DEFINITION).putArray(ASSEMBLY);
    items.forEach(item -> array.add(item.deepCopy()));
    return new StoredPolicy(changed);
  }

  /** A copy of the tree. */
  @Override
  public ObjectNode tree() {
    return tree.deepCopy();
  }
}
