package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What goes back to the Manager of what it said: everything but its own notes. */
final class RequestBodies {

  private static final Set<String> DEFINITION_NOTES =
      Set.of(
          "@rid",
          "activatedId",
          "definitionId",
          "infoTag",
          "isActivatedByVsmart",
          "lastUpdated",
          "owner",
          "referenceCount",
          "references");

  private static final Set<String> POLICY_NOTES =
      Set.of("@rid", "createdBy", "createdOn", "lastUpdatedBy", "lastUpdatedOn", "policyVersion");

  private RequestBodies() {}

  static ObjectNode definition(ObjectNode tree) {
    ObjectNode body = tree.deepCopy();
    body.remove(DEFINITION_NOTES);
    return body;
  }

  static ObjectNode policy(ObjectNode tree) {
    ObjectNode body = tree.deepCopy();
    body.remove(POLICY_NOTES);
    return body;
  }
}
