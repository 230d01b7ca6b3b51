package dev.fairway.catalyst.simulator;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request over HTTP.
 *
 * @param api true below {@code /dataservice}
 * @param path decoded; below {@code /dataservice} without that, and without a slash at the end
 * @param query decoded, the values by name
 * @param headers names in lower case
 * @param body can only be read
 */
record SimulatorRequest(
    String verb,
    boolean api,
    String path,
    SortedMap<String, List<String>> query,
    SortedMap<String, List<String>> headers,
    ByteBuffer body) {

  SimulatorRequest {
    query = Collections.unmodifiableSortedMap(new TreeMap<>(query));
    body = body.asReadOnlyBuffer();
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** All values of a header. */
  List<String> all(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The first value of a header. */
  Optional<String> header(String name) {
    return all(name).stream().findFirst();
  }

  boolean is(String wantedVerb, String wantedPath) {
    return verb.equals(wantedVerb) && path.equals(wantedPath);
  }

  /** True for a request for a change, as the product's filter sees it. */
  boolean needsXsrfToken() {
    return !verb.equals("GET") && !verb.equals("HEAD");
  }

  /** The type of the body without parameters, in lower case; empty where none is said. */
  String contentType() {
    return header("content-type")
        .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }
}
