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
 * The digest of the content of an object on the Manager: the same for any order of its fields, and
 * without the fields that the Manager adds itself.
 */
public final class ContentDigest {

  private ContentDigest() {}

  /** The digest of a definition, a list, a policy, or a part of one. */
  public static Digest of(ObjectNode tree) {
    return part(ReadOnlyFields.content(tree));
  }

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
