package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.policy.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The digest of what an object of the Manager says: the same in whatever order its fields stand,
 * and whatever the Manager notes about it (who changed it when, who refers to it, whether it is
 * active).
 */
public final class ContentDigest {

  /** What the Manager adds to the outermost object. Read only to look a name up. */
  private static final Set<String> NOTES =
      Set.of(
          "@rid",
          "activatedId",
          "createdBy",
          "createdOn",
          "infoTag",
          "isActivatedByVsmart",
          "isPolicyActivated",
          "lastUpdated",
          "lastUpdatedBy",
          "lastUpdatedOn",
          "owner",
          "policyVersion",
          "readOnly",
          "referenceCount",
          "references",
          "version");

  private ContentDigest() {}

  /** The digest of a definition, a list, a policy, or a part of one. */
  public static Digest of(ObjectNode tree) {
    ObjectNode said = tree.deepCopy();
    said.remove(NOTES);
    return part(said);
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
