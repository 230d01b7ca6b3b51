package dev.fairway.embedded;

import static dev.fairway.embedded.KindTrait.APPLY;
import static dev.fairway.embedded.KindTrait.CREATE_BY_PUT;
import static dev.fairway.embedded.KindTrait.GENERATION;
import static dev.fairway.embedded.KindTrait.NAMESPACED;
import static dev.fairway.embedded.KindTrait.RETURNS_DELETED;
import static dev.fairway.embedded.KindTrait.REVIEW;
import static dev.fairway.embedded.KindTrait.STATUS;
import static dev.fairway.embedded.KindTrait.STATUS_AT_CREATE;
import static dev.fairway.embedded.KindTrait.VERSION_TO_UPDATE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API resources that are offered, in the order of the discovery documents. */
final class ApiResources {

  static final ResourceKind NAMESPACE =
      new ResourceKind(
          "",
          "v1",
          "Namespace",
          "namespaces",
          List.of("ns"),
          "namespaces",
          Set.of(STATUS, RETURNS_DELETED, APPLY),
          List.of("status.phase"));

  static final List<ResourceKind> ALL =
      List.of(
          NAMESPACE,
          new ResourceKind(
              "",
              "v1",
              "Node",
              "nodes",
              List.of("no"),
              "nodes",
              Set.of(STATUS, STATUS_AT_CREATE, APPLY),
              List.of("spec.unschedulable")),
          new ResourceKind(
              "",
              "v1",
              "Pod",
              "pods",
              List.of("po"),
              "pods",
              Set.of(NAMESPACED, STATUS, RETURNS_DELETED, GENERATION),
              List.of("spec.nodeName", "status.phase", "status.podIP")),
          new ResourceKind(
              "",
              "v1",
              "Service",
              "services",
              List.of("svc"),
              "services",
              Set.of(NAMESPACED, STATUS, RETURNS_DELETED, CREATE_BY_PUT, APPLY),
              List.of("spec.clusterIP", "spec.type")),
          new ResourceKind(
              "",
              "v1",
              "Event",
              "events",
              List.of("ev"),
              "events",
              Set.of(NAMESPACED, CREATE_BY_PUT),
              List.of(
                  "involvedObject.kind",
                  "involvedObject.namespace",
                  "involvedObject.name",
                  "involvedObject.uid",
                  "involvedObject.apiVersion",
                  "involvedObject.fieldPath",
                  "reason",
                  "type")),
          new ResourceKind(
              "discovery.k8s.io",
              "v1",
              "EndpointSlice",
              "endpointslices",
              List.of(),
              "endpointslices",
              Set.of(NAMESPACED, GENERATION, APPLY),
              List.of()),
          new ResourceKind(
              "events.k8s.io",
              "v1",
              "Event",
              "events",
              List.of("ev"),
              "events",
              Set.of(NAMESPACED, CREATE_BY_PUT),
              List.of(
                  "regarding.kind",
                  "regarding.namespace",
                  "regarding.name",
                  "regarding.uid",
                  "reason",
                  "reportingController",
                  "type")),
          new ResourceKind(
              "coordination.k8s.io",
              "v1",
              "Lease",
              "leases",
              List.of(),
              "leases",
              Set.of(NAMESPACED, CREATE_BY_PUT, VERSION_TO_UPDATE, APPLY),
              List.of()),
          new ResourceKind(
              "authorization.k8s.io",
              "v1",
              "SelfSubjectAccessReview",
              "selfsubjectaccessreviews",
              List.of(),
              "",
              Set.of(REVIEW),
              List.of()),
          new ResourceKind(
              "authentication.k8s.io",
              "v1",
              "SelfSubjectReview",
              "selfsubjectreviews",
              List.of(),
              "",
              Set.of(REVIEW),
              List.of()));

  private ApiResources() {}

  static Optional<ResourceKind> find(String group, String version, String plural) {
    return ALL.stream()
        .filter(kind -> kind.group().equals(group) && kind.version().equals(version))
        .filter(kind -> kind.plural().equals(plural))
        .findFirst();
  }

  /**
   * The kind that an object says it is of.
   *
   * @throws IllegalArgumentException where the kind is not offered
   */
  static ResourceKind of(ObjectNode object) {
    return ALL.stream()
        .filter(kind -> kind.apiVersion().equals(JsonTrees.text(object, "apiVersion")))
        .filter(kind -> kind.kind().equals(JsonTrees.text(object, "kind")))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind is offered for " + object));
  }

  /** The groups in their order, without the core group. */
  static List<String> groups() {
    return ALL.stream()
        .map(ResourceKind::group)
        .filter(group -> !group.isEmpty())
        .distinct()
        .toList();
  }

  static List<ResourceKind> of(String group, String version) {
    return ALL.stream()
        .filter(kind -> kind.group().equals(group) && kind.version().equals(version))
        .toList();
  }
}
