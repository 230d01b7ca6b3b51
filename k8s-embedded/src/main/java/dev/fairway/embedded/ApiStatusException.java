package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The refusal of a request, which is answered with a Status object. */
final class ApiStatusException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int code;
  private final transient ObjectNode status;

  private ApiStatusException(int code, String reason, String message, ObjectNode details) {
    super(message, null, false, false);
    this.code = code;
    this.status = JsonTrees.object().put("kind", "Status").put("apiVersion", "v1");
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

  static ApiStatusException of(int code, String reason, String message) {
    return new ApiStatusException(code, reason, message, JsonTrees.object());
  }

  /** What a real server may do and this one does not. */
  static ApiStatusException notOffered(String what) {
    return of(501, "", "the in-process API does not " + what);
  }

  static ApiStatusException badRequest(String message) {
    return of(400, "BadRequest", message);
  }

  static ApiStatusException noSuchPath() {
    return of(404, "NotFound", "the server could not find the requested resource");
  }

  static ApiStatusException methodNotAllowed() {
    return of(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  static ApiStatusException mediaType(String given, String known) {
    return of(
        415,
        "UnsupportedMediaType",
        "the in-process API does not read '" + given + "': send " + known);
  }

  static ApiStatusException notFound(ResourceKind kind, String name) {
    return about(404, "NotFound", kind, name, kind.resource() + " \"" + name + "\" not found");
  }

  static ApiStatusException alreadyExists(ResourceKind kind, String name) {
    String message = kind.resource() + " \"" + name + "\" already exists";
    return about(409, "AlreadyExists", kind, name, message);
  }

  static ApiStatusException conflict(ResourceKind kind, String name, String why) {
    String message =
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind.resource(), name, why);
    return about(409, "Conflict", kind, name, message);
  }

  static ApiStatusException modified(ResourceKind kind, String name) {
    return conflict(
        kind,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  static ApiStatusException forbidden(ResourceKind kind, String name, String why) {
    String message = "%s \"%s\" is forbidden: %s".formatted(kind.resource(), name, why);
    return about(403, "Forbidden", kind, name, message);
  }

  static ApiStatusException terminating(ResourceKind kind, String name, String namespace) {
    ApiStatusException failure =
        forbidden(
            kind,
            name,
            "unable to create new content in namespace "
                + namespace
                + " because it is being terminated");
    FieldError cause =
        new FieldError(
            "NamespaceTerminating",
            "namespace " + namespace + " is being terminated",
            "metadata.namespace");
    JsonTrees.child(failure.status, "details").set("causes", causes(List.of(cause)));
    return failure;
  }

  /** The resource version asked for is older than what is remembered. */
  static ApiStatusException expired(String message) {
    return of(410, "Expired", message);
  }

  static ApiStatusException tooLargeVersion(long asked, long current) {
    ObjectNode details = JsonTrees.object();
    String what = "Too large resource version";
    details.set("causes", causes(List.of(new FieldError("ResourceVersionTooLarge", what, ""))));
    details.put("retryAfterSeconds", 1);
    String message = "Timeout: %s: %d, current: %d".formatted(what, asked, current);
    return new ApiStatusException(504, "Timeout", message, details);
  }

  static ApiStatusException invalid(ResourceKind kind, String name, List<FieldError> causes) {
    return invalid(kind.qualifiedKind(), kind.group(), kind.kind(), name, causes);
  }

  /** For the options of a request, which are objects of the group meta.k8s.io. */
  static ApiStatusException invalidOptions(String options, FieldError cause) {
    String group = "meta.k8s.io";
    return invalid(options + "." + group, group, options, "", List.of(cause));
  }

  private static ApiStatusException invalid(
      String qualified, String group, String kind, String name, List<FieldError> causes) {
    String all =
        causes.stream()
            .map(cause -> cause.field() + ": " + cause.message())
            .distinct()
            .collect(Collectors.joining(", "));
    String listed = causes.size() > 1 ? "[" + all + "]" : all;
    ObjectNode details = details(name, group, kind);
    details.set("causes", causes(causes));
    String message = "%s \"%s\" is invalid: %s".formatted(qualified, name, listed);
    return new ApiStatusException(422, "Invalid", message, details);
  }

  /** An apply that would take fields which others own. */
  static ApiStatusException applyConflict(List<FieldError> conflicts, String message) {
    ObjectNode details = JsonTrees.object();
    details.set("causes", causes(conflicts));
    return new ApiStatusException(409, "Conflict", message, details);
  }

  private static ApiStatusException about(
      int code, String reason, ResourceKind kind, String name, String message) {
    return new ApiStatusException(
        code, reason, message, details(name, kind.group(), kind.plural()));
  }

  private static ObjectNode details(String name, String group, String kind) {
    ObjectNode details = JsonTrees.object();
    if (!name.isEmpty()) {
      details.put("name", name);
    }
    if (!group.isEmpty()) {
      details.put("group", group);
    }
    return details.put("kind", kind);
  }

  private static ArrayNode causes(List<FieldError> causes) {
    ArrayNode list = JsonTrees.array();
    for (FieldError cause : causes) {
      ObjectNode one = list.addObject();
      one.put("reason", cause.reason()).put("message", cause.message());
      if (!cause.field().isEmpty()) {
        one.put("field", cause.field());
      }
    }
    return list;
  }

  ApiStatusException retryAfter(int seconds) {
    JsonTrees.child(status, "details").put("retryAfterSeconds", seconds);
    return this;
  }

  int code() {
    return code;
  }

  ObjectNode status() {
    return status;
  }
}
