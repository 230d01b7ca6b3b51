package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the one user of this API may do: everything, but what was denied. Thread-safe. */
final class Permissions {

  private final Set<RequestMatch> denied = new LinkedHashSet<>();

  synchronized void deny(RequestMatch match) {
    denied.add(match);
  }

  synchronized void allow(RequestMatch match) {
    denied.remove(match);
  }

  synchronized void check(ApiRequest request) {
    if (denied.stream().anyMatch(match -> match.matches(request))) {
      String where =
          request.namespace().isEmpty()
              ? "at the cluster scope"
              : "in the namespace \"" + request.namespace() + "\"";
      throw ApiFailure.forbidden(
          request.kind(),
          request.name(),
          "User \"embedded\" cannot %s resource \"%s\" in API group \"%s\" %s"
              .formatted(
                  request.verb().word(),
                  RequestMatch.resource(request),
                  request.kind().group(),
                  where));
    }
  }

  /** Answers a SelfSubjectAccessReview. */
  ObjectNode review(ApiRequest request) {
    ObjectNode review = request.object();
    JsonNode asked = Trees.at(review, "spec", "resourceAttributes");
    if (asked.isEmpty()) {
      throw ApiFailure.invalid(
          request.kind(),
          "",
          List.of(
              new FieldCause(
                  "FieldValueRequired",
                  "Required value: the in-process API answers for resourceAttributes only",
                  "spec.resourceAttributes")));
    }
    boolean allowed = !isDenied(asked);
    ObjectNode status = Trees.object().put("allowed", allowed);
    if (!allowed) {
      status.put("reason", "denied by the weather of the in-process API");
    }
    review.set("status", status);
    return review;
  }

  private synchronized boolean isDenied(JsonNode asked) {
    String part = Trees.text(asked, "subresource");
    String resource = Trees.text(asked, "resource") + (part.isEmpty() ? "" : "/" + part);
    String verb = Trees.text(asked, "verb");
    return denied.stream()
        .anyMatch(
            match ->
                ("*".equals(match.verb()) || match.verb().equals(verb))
                    && ("*".equals(match.resource()) || match.resource().equals(resource)));
  }
}
