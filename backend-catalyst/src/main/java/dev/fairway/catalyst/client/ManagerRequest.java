package dev.fairway.catalyst.client;

import dev.fairway.catalyst.wire.WireJson;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/**
 * One request.
 *
 * @param verb as in {@code PUT}
 * @param target path and query from the first slash after the host
 * @param writes true where it may change policy, so that the host is asked and it is never sent
 *     twice by guess
 * @param body what goes with it
 */
record ManagerRequest(String verb, String target, boolean writes, Optional<RequestBody> body) {

  private static final String PREFIX = "/dataservice";
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  ManagerRequest {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException("a path must start with a slash");
    }
  }

  static ManagerRequest get(String path) {
    return new ManagerRequest("GET", below(path), false, Optional.empty());
  }

  static ManagerRequest ask(String path, Object body) {
    return new ManagerRequest("POST", below(path), false, Optional.of(json(body)));
  }

  static ManagerRequest write(String verb, String path, Object body) {
    return new ManagerRequest(verb, below(path), true, Optional.of(json(body)));
  }

  /** With a body of no bytes: OkHttp may repeat what has none. */
  static ManagerRequest delete(String path) {
    return new ManagerRequest(
        "DELETE", below(path), true, Optional.of(new SentOnce(RequestBody.EMPTY)));
  }

  /** A step of a login or of its end, which is not below the usual prefix and changes no policy. */
  static ManagerRequest aside(String verb, String target, Optional<RequestBody> body) {
    return new ManagerRequest(verb, target, false, body.map(SentOnce::new));
  }

  /** Indented: large bodies on one line are said to be refused by some releases. */
  static RequestBody json(Object body) {
    return new SentOnce(RequestBody.create(WireJson.indented(body), JSON));
  }

  private static String below(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path must start with a slash");
    }
    return PREFIX + path;
  }

  /** The path for people: a query may hold what they should not see. */
  String path() {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return path.startsWith(PREFIX + "/") ? path.substring(PREFIX.length()) : path;
  }

  /** Verb and path for people. */
  String name() {
    return verb + " " + path();
  }

  @Override
  public String toString() {
    return name();
  }
}
