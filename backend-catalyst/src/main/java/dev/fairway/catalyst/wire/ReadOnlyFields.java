package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that the Manager adds to an object: author and time of a change, references, whether
 * it is active. They are no content, and most of them do not go back to the Manager.
 */
public final class ReadOnlyFields {

  /** Of a definition. */
  private static final Set<String> OF_DEFINITION =
      Set.of(
          "@rid",
          "activatedId",
          "infoTag",
          "isActivatedByVsmart",
          "lastUpdated",
          "owner",
          "referenceCount",
          "references");

  /** Of a centralized policy. */
  private static final Set<String> OF_POLICY =
      Set.of("@rid", "createdBy", "createdOn", "lastUpdatedBy", "lastUpdatedOn", "policyVersion");

  /** Of any object; they go back as they came. */
  private static final Set<String> SENT_BACK = Set.of("isPolicyActivated", "readOnly", "version");

  private ReadOnlyFields() {}

  /** The time in a field, in milliseconds since 1970 as a number or as text; empty for none. */
  static Optional<Instant> time(ObjectNode tree, String field) {
    long millis = tree.path(field).asLong(0);
    return millis > 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
  }

  /** The content of an object: a copy without any of these fields. */
  public static ObjectNode content(ObjectNode tree) {
    return tree.deepCopy().remove(OF_DEFINITION).remove(OF_POLICY).remove(SENT_BACK);
  }

  /** The body by which a definition is made or replaced; its id stands in the path. */
  public static ObjectNode definitionBody(ObjectNode tree) {
    return tree.deepCopy().remove(OF_DEFINITION).remove(Set.of("definitionId"));
  }

  /** The body by which a centralized policy is replaced. */
  public static ObjectNode policyBody(ObjectNode tree) {
    return tree.deepCopy().remove(OF_POLICY);
  }
}
