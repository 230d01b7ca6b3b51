package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.spi.CallContext;
import java.time.Duration;

/** The requests of one call of the host, over the session that all calls share. */
final class RetryingManagerApi implements ManagerApi {

  private final CallContext call;
  private final ManagerTransport line;
  private final ManagerSession session;
  private final Duration busyWait;

  RetryingManagerApi(
      CallContext call, ManagerTransport line, ManagerSession session, Duration busyWait) {
    this.call = call;
    this.line = line;
    this.session = session;
    this.busyWait = busyWait;
  }

  @Override
  public JsonNode get(String path) {
    return run(ManagerRequest.get(path));
  }

  @Override
  public JsonNode ask(String path, Object body) {
    return run(ManagerRequest.ask(path, body));
  }

  @Override
  public JsonNode post(String path, Object body) {
    return run(ManagerRequest.write("POST", path, body));
  }

  @Override
  public JsonNode put(String path, Object body) {
    return run(ManagerRequest.write("PUT", path, body));
  }

  @Override
  public JsonNode delete(String path) {
    return run(ManagerRequest.delete(path));
  }

  private JsonNode run(ManagerRequest request) {
    return new RequestRun(request, call, line, session, busyWait).answer();
  }

  @Override
  public void pause(Duration longest) {
    line.time().pause(longest, call);
  }
}
