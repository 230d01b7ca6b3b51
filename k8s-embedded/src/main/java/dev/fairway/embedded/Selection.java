package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Which objects a list or a watch is about.
 *
 * @param namespace empty for all
 * @param name empty for all
 */
record Selection(
    ResourceKind kind, String namespace, String name, LabelSelector labels, FieldSelector fields) {

  static Selection of(ApiRequest request) {
    return new Selection(
        request.kind(),
        request.namespace(),
        request.name(),
        LabelSelector.parse(request.query("labelSelector")),
        FieldSelector.parse(request.query("fieldSelector"), request.kind()));
  }

  /** Whether an object as the store holds it is among them. */
  boolean holds(JsonNode object) {
    return object instanceof ObjectNode there
        && (namespace.isEmpty() || namespace.equals(Trees.namespace(there)))
        && (name.isEmpty() || name.equals(Trees.name(there)))
        && labels.selects(there)
        && fields.selects(EventForms.shown(kind, there));
  }
}
