package dev.fairway.catalyst.client;

import dev.fairway.catalyst.wire.WireJson;
import java.io.IOException;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A request to the Manager.
 *
 * @param verb as in {@code PUT}
 * @param target path and query from the first slash after the host
 * @param writes true where it may change policy, so that it needs the host's permission and is
 *     never sent twice by guess
 * @param body empty for a request without one
 */
record ManagerRequest(String verb, String target, boolean writes, Optional<RequestBody> body) {

  private static final String PREFIX = "/dataservice";
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  ManagerRequest {
    requirePath(target);
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

  /** With a body of no bytes: OkHttp may repeat a request without a body. */
  static ManagerRequest delete(String path) {
    return new ManagerRequest(
        "DELETE", below(path), true, Optional.of(new OneShotBody(RequestBody.EMPTY)));
  }

  /** A request of a login or a logout: not below the usual prefix, and it changes no policy. */
  static ManagerRequest ofSession(String verb, String target, Optional<RequestBody> body) {
    return new ManagerRequest(verb, target, false, body.map(OneShotBody::new));
  }

  /** Indented: large bodies on one line are said to be refused by some releases. */
  static RequestBody json(Object body) {
    return new OneShotBody(RequestBody.create(WireJson.indented(body), JSON));
  }

  private static String below(String path) {
    requirePath(path);
    return PREFIX + path;
  }

  private static void requirePath(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path must start with a slash");
    }
  }

  /** The path without its query, which may hold what no log should. */
  String path() {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return path.startsWith(PREFIX + "/") ? path.substring(PREFIX.length()) : path;
  }

  /** Verb and path, for messages. */
  String name() {
    return verb + " " + path();
  }

  @Override
  public String toString() {
    return name();
  }

  /** A body that OkHttp never sends twice: only {@link RetryingManagerApi} sends again. */
  private static final class OneShotBody extends RequestBody {

    private final RequestBody body;

    OneShotBody(RequestBody body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink);
    }

    @Override
    public boolean isOneShot() {
      return true;
    }
  }
}
