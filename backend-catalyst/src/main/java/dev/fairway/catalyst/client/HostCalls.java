package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.spi.CallContext;
import java.time.Duration;

/** The requests of one call of the host, over the session that all calls share. */
final class HostCalls implements ManagerCalls {

  private final CallContext call;
  private final ManagerLine line;
  private final ManagerSession session;
  private final Duration busyWait;

  HostCalls(CallContext call, ManagerLine line, ManagerSession session, Duration busyWait) {
    this.call = call;
    this.line = line;
    this.session = session;
    this.busyWait = busyWait;
  }

  @Override
  public JsonNode get(String path) {
    return run(WireRequest.get(path));
  }

  @Override
  public JsonNode ask(String path, Object body) {
    return run(WireRequest.ask(path, body));
  }

  @Override
  public JsonNode post(String path, Object body) {
    return run(WireRequest.write("POST", path, body));
  }

  @Override
  public JsonNode put(String path, Object body) {
    return run(WireRequest.write("PUT", path, body));
  }

  @Override
  public JsonNode delete(String path) {
    return run(WireRequest.delete(path));
  }

  private JsonNode run(WireRequest request) {
    return new RequestRun(request, call, line, session, busyWait).answer();
  }

  @Override
  public void pause(Duration longest) {
    line.time().pause(longest, call);
  }
}
