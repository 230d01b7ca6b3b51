package dev.fairway.embedded;

/**
 * A request about objects that arrived, refused or not. Holds no header and no body.
 *
 * @param resource a plural, such as {@code services}
 * @param namespace empty for all namespaces, and for objects that have none
 * @param name empty for a collection
 * @param subresource empty, or {@code status}
 * @param fieldManager empty where none is named
 */
public record SeenRequest(
    ApiVerb verb,
    String resource,
    String namespace,
    String name,
    String subresource,
    String fieldManager) {

  static SeenRequest of(ApiRequest request) {
    return new SeenRequest(
        request.verb(),
        request.kind().plural(),
        request.namespace(),
        request.name(),
        request.subresource(),
        request.query("fieldManager"));
  }
}
