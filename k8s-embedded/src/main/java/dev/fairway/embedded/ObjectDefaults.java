package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Fills in what an object leaves out, as far as somebody reads it. */
final class ObjectDefaults {

  private ObjectDefaults() {}

  static void fill(ResourceKind kind, ObjectNode object) {
    dropEmpty(Trees.metadata(object), "labels", "annotations", "finalizers", "ownerReferences");
    switch (kind.kind()) {
      case "Service" -> service(object);
      case "EndpointSlice" -> slice(object);
      case "Namespace" -> namespace(object);
      case "Lease", "Node" -> Trees.child(object, "spec");
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
    ObjectNode spec = Trees.child(service, "spec");
    dropEmpty(spec, "ports", "selector");
    Trees.preset(spec, "type", "ClusterIP");
    Trees.preset(spec, "sessionAffinity", "None");
    String type = Trees.text(spec, "type");
    if (!"ExternalName".equals(type)) {
      Trees.preset(spec, "internalTrafficPolicy", "Cluster");
    }
    if ("NodePort".equals(type) || "LoadBalancer".equals(type)) {
      Trees.preset(spec, "externalTrafficPolicy", "Cluster");
    }
    if ("LoadBalancer".equals(type)) {
      Trees.preset(spec, "allocateLoadBalancerNodePorts", Trees.MAPPER.valueToTree(true));
    }
    for (JsonNode port : spec.path("ports")) {
      if (port instanceof ObjectNode one) {
        Trees.preset(one, "protocol", "TCP");
        Trees.preset(one, "targetPort", one.path("port"));
      }
    }
    ObjectNode status = Trees.child(service, "status");
    Trees.preset(status, "loadBalancer", Trees.object());
    dropEmpty(status, "conditions");
  }

  private static void slice(ObjectNode slice) {
    for (JsonNode port : slice.path("ports")) {
      if (port instanceof ObjectNode one) {
        Trees.preset(one, "name", "");
        Trees.preset(one, "protocol", "TCP");
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
    Trees.child(Trees.metadata(namespace), "labels")
        .put("kubernetes.io/metadata.name", Trees.name(namespace));
    ArrayNode finalizers = Trees.array().add("kubernetes");
    Trees.preset(Trees.child(namespace, "spec"), "finalizers", finalizers);
    Trees.preset(Trees.child(namespace, "status"), "phase", "Active");
  }

  private static void pod(ObjectNode pod) {
    ObjectNode spec = Trees.child(pod, "spec");
    Trees.preset(spec, "restartPolicy", TextNode.valueOf("Always"));
    Trees.preset(spec, "terminationGracePeriodSeconds", IntNode.valueOf(30));
    Trees.preset(Trees.child(pod, "status"), "phase", "Pending");
    for (JsonNode container : spec.path("containers")) {
      for (JsonNode port : container.path("ports")) {
        if (port instanceof ObjectNode one) {
          Trees.preset(one, "protocol", "TCP");
        }
      }
    }
  }
}
