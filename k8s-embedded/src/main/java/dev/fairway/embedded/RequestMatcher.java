package dev.fairway.embedded;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * A matcher of requests for fault injection and permissions, by verb and resource.
 *
 * @param verb a word of {@link ApiVerb}, or {@code *}
 * @param resource a plural, such as {@code services}, {@code services/status} for its status, or
 *     {@code *}
 */
record RequestMatcher(String verb, String resource) implements Predicate<ApiRequest> {

  /** Refuses words that no request has: they would never match. */
  RequestMatcher {
    if (!"*".equals(verb)
        && Arrays.stream(ApiVerb.values()).map(ApiVerb::word).noneMatch(verb::equals)) {
      throw new IllegalArgumentException("no request has the verb '" + verb + "'");
    }
    if (!"*".equals(resource)
        && ApiResources.ALL.stream().noneMatch(kind -> names(kind, resource))) {
      throw new IllegalArgumentException("there is no resource '" + resource + "'");
    }
  }

  private static boolean names(ResourceKind kind, String resource) {
    return resource.equals(kind.plural())
        || (kind.is(KindTrait.STATUS) && resource.equals(kind.plural() + "/status"));
  }

  @Override
  public boolean test(ApiRequest request) {
    return ("*".equals(verb) || verb.equals(request.verb().word()))
        && ("*".equals(resource) || resource.equals(resource(request)));
  }

  static String resource(ApiRequest request) {
    String part = request.subresource();
    return request.kind().plural() + (part.isEmpty() ? "" : "/" + part);
  }
}
