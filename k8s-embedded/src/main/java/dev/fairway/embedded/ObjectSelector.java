package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The selection of the objects of a list or a watch.
 *
 * @param namespace empty for all
 * @param name empty for all
 */
record ObjectSelector(
    ResourceKind kind, String namespace, String name, LabelSelector labels, FieldSelector fields) {

  static ObjectSelector of(ApiRequest request) {
    return new ObjectSelector(
        request.kind(),
        request.namespace(),
        request.name(),
        LabelSelector.parse(request.query("labelSelector")),
        FieldSelector.parse(request.query("fieldSelector"), request.kind()));
  }

  /** Whether an object as the store holds it is among them. */
  boolean holds(JsonNode object) {
    return object instanceof ObjectNode there
        && (namespace.isEmpty() || namespace.equals(JsonTrees.namespace(there)))
        && (name.isEmpty() || name.equals(JsonTrees.name(there)))
        && labels.selects(there)
        && fields.selects(EventConversion.shown(kind, there));
  }
}
