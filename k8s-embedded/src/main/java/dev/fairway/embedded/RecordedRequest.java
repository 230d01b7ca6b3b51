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
public record RecordedRequest(
    ApiVerb verb,
    String resource,
    String namespace,
    String name,
    String subresource,
    String fieldManager) {

  static RecordedRequest of(ApiRequest request) {
    return new RecordedRequest(
        request.verb(),
        request.kind().plural(),
        request.namespace(),
        request.name(),
        request.subresource(),
        request.query("fieldManager"));
  }
}
