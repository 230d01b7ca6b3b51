package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.ReadOnlyFields;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.policy.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The digest of what an object of the Manager says: the same in whatever order its fields stand,
 * and whatever the Manager notes about it (who changed it when, who refers to it, whether it is
 * active).
 */
public final class ContentDigest {

  private ContentDigest() {}

  /** The digest of a definition, a list, a policy, or a part of one. */
  public static Digest of(ObjectNode tree) {
    return part(ReadOnlyFields.content(tree));
  }

  /** A node of a tree, whole. */
  private static Digest part(JsonNode node) {
    if (!node.isContainerNode()) {
      return Digest.of("value " + WireJson.write(node));
    }
    List<Digest> children = new ArrayList<>();
    children.add(Digest.of(node.isObject() ? "object" : "array"));
    if (node.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      node.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        children.add(Digest.of(name));
        children.add(part(node.path(name)));
      }
    } else {
      node.forEach(child -> children.add(part(child)));
    }
    return Digest.ofChildren(children);
  }
}
