package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A request that is refused: it is answered with a Status object. */
final class ApiFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int code;
  private final transient ObjectNode status;

  private ApiFailure(int code, String reason, String message, ObjectNode details) {
    super(message, null, false, false);
    this.code = code;
    this.status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", message);
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
    if (!details.isEmpty()) {
      status.set("details", details);
    }
    status.put("code", code);
  }

  static ApiFailure of(int code, String reason, String message) {
    return new ApiFailure(code, reason, message, Trees.object());
  }

  /** What a real server may do and this one does not. */
  static ApiFailure notOffered(String what) {
    return of(501, "", "the in-process API does not " + what);
  }

  static ApiFailure badRequest(String message) {
    return of(400, "BadRequest", message);
  }

  static ApiFailure noSuchPath() {
    return of(404, "NotFound", "the server could not find the requested resource");
  }

  static ApiFailure methodNotAllowed() {
    return of(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  static ApiFailure mediaType(String given, String known) {
    return of(
        415,
        "UnsupportedMediaType",
        "the in-process API does not read '" + given + "': send " + known);
  }

  static ApiFailure notFound(ResourceKind kind, String name) {
    return about(404, "NotFound", kind, name, kind.resource() + " \"" + name + "\" not found");
  }

  static ApiFailure alreadyExists(ResourceKind kind, String name) {
    String message = kind.resource() + " \"" + name + "\" already exists";
    return about(409, "AlreadyExists", kind, name, message);
  }

  static ApiFailure conflict(ResourceKind kind, String name, String why) {
    String message =
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind.resource(), name, why);
    return about(409, "Conflict", kind, name, message);
  }

  static ApiFailure modified(ResourceKind kind, String name) {
    return conflict(
        kind,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  static ApiFailure forbidden(ResourceKind kind, String name, String why) {
    String message = "%s \"%s\" is forbidden: %s".formatted(kind.resource(), name, why);
    return about(403, "Forbidden", kind, name, message);
  }

  static ApiFailure terminating(ResourceKind kind, String name, String namespace) {
    ApiFailure failure =
        forbidden(
            kind,
            name,
            "unable to create new content in namespace "
                + namespace
                + " because it is being terminated");
    FieldCause cause =
        new FieldCause(
            "NamespaceTerminating",
            "namespace " + namespace + " is being terminated",
            "metadata.namespace");
    Trees.child(failure.status, "details").set("causes", causes(List.of(cause)));
    return failure;
  }

  /** The resource version asked for is older than what is remembered. */
  static ApiFailure expired(String message) {
    return of(410, "Expired", message);
  }

  static ApiFailure tooLargeVersion(long asked, long current) {
    ObjectNode details = Trees.object();
    String what = "Too large resource version";
    details.set("causes", causes(List.of(new FieldCause("ResourceVersionTooLarge", what, ""))));
    details.put("retryAfterSeconds", 1);
    String message = "Timeout: %s: %d, current: %d".formatted(what, asked, current);
    return new ApiFailure(504, "Timeout", message, details);
  }

  static ApiFailure invalid(ResourceKind kind, String name, List<FieldCause> causes) {
    return invalid(kind.qualifiedKind(), kind.group(), kind.kind(), name, causes);
  }

  /** For the options of a request, which are objects of the group meta.k8s.io. */
  static ApiFailure invalidOptions(String options, FieldCause cause) {
    String group = "meta.k8s.io";
    return invalid(options + "." + group, group, options, "", List.of(cause));
  }

  private static ApiFailure invalid(
      String qualified, String group, String kind, String name, List<FieldCause> causes) {
    String all =
        causes.stream()
            .map(cause -> cause.field() + ": " + cause.message())
            .distinct()
            .collect(Collectors.joining(", "));
    String listed = causes.size() > 1 ? "[" + all + "]" : all;
    ObjectNode details = details(name, group, kind);
    details.set("causes", causes(causes));
    String message = "%s \"%s\" is invalid: %s".formatted(qualified, name, listed);
    return new ApiFailure(422, "Invalid", message, details);
  }

  /** An apply that would take fields which others own. */
  static ApiFailure applyConflict(List<FieldCause> conflicts, String message) {
    ObjectNode details = Trees.object();
    details.set("causes", causes(conflicts));
    return new ApiFailure(409, "Conflict", message, details);
  }

  private static ApiFailure about(
      int code, String reason, ResourceKind kind, String name, String message) {
    return new ApiFailure(code, reason, message, details(name, kind.group(), kind.plural()));
  }

  private static ObjectNode details(String name, String group, String kind) {
    ObjectNode details = Trees.object();
    if (!name.isEmpty()) {
      details.put("name", name);
    }
    if (!group.isEmpty()) {
      details.put("group", group);
    }
    return details.put("kind", kind);
  }

  private static ArrayNode causes(List<FieldCause> causes) {
    ArrayNode list = Trees.array();
    for (FieldCause cause : causes) {
      ObjectNode one = list.addObject();
      one.put("reason", cause.reason()).put("message", cause.message());
      if (!cause.field().isEmpty()) {
        one.put("field", cause.field());
      }
    }
    return list;
  }

  ApiFailure retryAfter(int seconds) {
    Trees.child(status, "details").put("retryAfterSeconds", seconds);
    return this;
  }

  int code() {
    return code;
  }

  ObjectNode status() {
    return status;
  }
}
