package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The authorization of the one user: everything is allowed but what was denied. Thread-safe. */
final class ApiAuthorizer {

  private static final String USER = "embedded";

  private final Set<RequestMatcher> denied = new LinkedHashSet<>();

  synchronized void deny(RequestMatcher match) {
    denied.add(match);
  }

  synchronized void allow(RequestMatcher match) {
    denied.remove(match);
  }

  synchronized void check(ApiRequest request) {
    if (denied.stream().anyMatch(match -> match.test(request))) {
      String where =
          request.namespace().isEmpty()
              ? "at the cluster scope"
              : "in the namespace \"" + request.namespace() + "\"";
      throw ApiStatusException.forbidden(
          request.kind(),
          request.name(),
          "User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
              .formatted(
                  USER,
                  request.verb().word(),
                  RequestMatcher.resource(request),
                  request.kind().group(),
                  where));
    }
  }

  /** Answers a SelfSubjectAccessReview or a SelfSubjectReview. */
  ObjectNode review(ApiRequest request) {
    ObjectNode review = request.object();
    if (request.kind().kind().equals("SelfSubjectReview")) {
      review.putObject("status").putObject("userInfo").put("username", USER);
      return review;
    }
    JsonNode asked = JsonTrees.at(review, "spec", "resourceAttributes");
    if (asked.isEmpty()) {
      throw ApiStatusException.invalid(
          request.kind(),
          "",
          List.of(
              new FieldError(
                  "FieldValueRequired",
                  "Required value: the in-process API answers for resourceAttributes only",
                  "spec.resourceAttributes")));
    }
    boolean allowed = !isDenied(asked);
    ObjectNode status = JsonTrees.object().put("allowed", allowed);
    if (!allowed) {
      status.put("reason", "denied by the fault injector of the in-process API");
    }
    review.set("status", status);
    return review;
  }

  private synchronized boolean isDenied(JsonNode asked) {
    String part = JsonTrees.text(asked, "subresource");
    String resource = JsonTrees.text(asked, "resource") + (part.isEmpty() ? "" : "/" + part);
    String verb = JsonTrees.text(asked, "verb");
    return denied.stream()
        .anyMatch(
            match ->
                ("*".equals(match.verb()) || match.verb().equals(verb))
                    && ("*".equals(match.resource()) || match.resource().equals(resource)));
  }
}
