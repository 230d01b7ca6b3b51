package dev.fairway.embedded;

/**
 * Which requests a piece of weather is about.
 *
 * @param verb a word of {@link ApiVerb}, or {@code *}
 * @param resource a plural, such as {@code services}, {@code services/status} for its status, or
 *     {@code *}
 */
record RequestMatch(String verb, String resource) {

  boolean matches(ApiRequest request) {
    return ("*".equals(verb) || verb.equals(request.verb().word()))
        && ("*".equals(resource) || resource.equals(resource(request)));
  }

  static String resource(ApiRequest request) {
    String part = request.subresource();
    return request.kind().plural() + (part.isEmpty() ? "" : "/" + part);
  }
}
