package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The defaulting of fields that an object leaves out, as far as clients read them. */
final class ObjectDefaulting {

  private ObjectDefaulting() {}

  static void fill(ResourceKind kind, ObjectNode object) {
    dropEmpty(JsonTrees.metadata(object), "labels", "annotations", "finalizers", "ownerReferences");
    switch (kind.kind()) {
      case "Service" -> service(object);
      case "EndpointSlice" -> slice(object);
      case "Namespace" -> namespace(object);
      case "Lease", "Node" -> JsonTrees.child(object, "spec");
      case "Pod" -> pod(object);
      default -> {
        // Nothing is filled in.
      }
    }
  }

  /** A real server does not tell an empty list or map from none. */
  private static void dropEmpty(ObjectNode parent, String... fields) {
    for (String field : fields) {
      if (parent.path(field).isEmpty() && !parent.path(field).isValueNode()) {
        parent.remove(field);
      }
    }
  }

  private static void service(ObjectNode service) {
    ObjectNode spec = JsonTrees.child(service, "spec");
    dropEmpty(spec, "ports", "selector");
    JsonTrees.preset(spec, "type", "ClusterIP");
    JsonTrees.preset(spec, "sessionAffinity", "None");
    String type = JsonTrees.text(spec, "type");
    if (!"ExternalName".equals(type)) {
      JsonTrees.preset(spec, "internalTrafficPolicy", "Cluster");
    }
    if ("NodePort".equals(type) || "LoadBalancer".equals(type)) {
      JsonTrees.preset(spec, "externalTrafficPolicy", "Cluster");
    }
    if ("LoadBalancer".equals(type)) {
      JsonTrees.preset(spec, "allocateLoadBalancerNodePorts", JsonTrees.MAPPER.valueToTree(true));
    }
    for (JsonNode port : spec.path("ports")) {
      if (port instanceof ObjectNode one) {
        JsonTrees.preset(one, "protocol", "TCP");
        JsonTrees.preset(one, "targetPort", one.path("port"));
      }
    }
    ObjectNode status = JsonTrees.child(service, "status");
    JsonTrees.preset(status, "loadBalancer", JsonTrees.object());
    dropEmpty(status, "conditions");
  }

  private static void slice(ObjectNode slice) {
    for (JsonNode port : slice.path("ports")) {
      if (port instanceof ObjectNode one) {
        JsonTrees.preset(one, "name", "");
        JsonTrees.preset(one, "protocol", "TCP");
      }
    }
    // As a real server shows a slice that has none: the two fields are always there.
    for (String list : new String[] {"endpoints", "ports"}) {
      if (!slice.has(list)) {
        slice.putNull(list);
      }
    }
  }

  private static void namespace(ObjectNode namespace) {
    JsonTrees.child(JsonTrees.metadata(namespace), "labels")
        .put("kubernetes.io/metadata.name", JsonTrees.name(namespace));
    ArrayNode finalizers = JsonTrees.array().add("kubernetes");
    JsonTrees.preset(JsonTrees.child(namespace, "spec"), "finalizers", finalizers);
    JsonTrees.preset(JsonTrees.child(namespace, "status"), "phase", "Active");
  }

  private static void pod(ObjectNode pod) {
    ObjectNode spec = JsonTrees.child(pod, "spec");
    JsonTrees.preset(spec, "restartPolicy", TextNode.valueOf("Always"));
    JsonTrees.preset(spec, "terminationGracePeriodSeconds", IntNode.valueOf(30));
    JsonTrees.preset(JsonTrees.child(pod, "status"), "phase", "Pending");
    for (JsonNode container : spec.path("containers")) {
      for (JsonNode port : container.path("ports")) {
        if (port instanceof ObjectNode one) {
          JsonTrees.preset(one, "protocol", "TCP");
        }
      }
    }
  }
}
