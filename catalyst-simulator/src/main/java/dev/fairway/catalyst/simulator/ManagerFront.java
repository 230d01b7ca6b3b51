package dev.fairway.catalyst.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Manager over HTTP: reads a request, finds out whose it is, and answers. */
final class ManagerFront implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ManagerFront.class);

  private final FrontReader reader;
  private final PublicPages open;
  private final ManagerDoor door;
  private final ApiPages api;
  private final CallLog log;

  ManagerFront(FrontReader reader, PublicPages open, ManagerDoor door, ApiPages api, CallLog log) {
    this.reader = reader;
    this.open = open;
    this.door = door;
    this.api = api;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    FrontRequest head = reader.head(exchange);
    FrontAnswer answer;
    boolean carriedOut = false;
    try {
      FrontRequest request = reader.whole(exchange, head);
      answer = open.answer(request).orElseGet(() -> api.answer(request, door.caller(request)));
      carriedOut = true;
    } catch (RequestRefused refused) {
      answer = refused.answer();
    } catch (RuntimeException bug) {
      // What is wrong in here must be seen where it is met, not as a connection that breaks.
      LOG.error("{} {} failed inside the simulator", head.verb(), head.path(), bug);
      answer = FrontAnswer.error(500, "SIMULATOR0500", "Bug of the simulator", bug.toString());
    }
    log.add(head, carriedOut, answer.status());
    send(exchange, answer);
  }

  private static void send(HttpExchange exchange, FrontAnswer answer) throws IOException {
    answer
        .headers()
        .forEach(header -> exchange.getResponseHeaders().add(header.getKey(), header.getValue()));
    boolean bodiless = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(answer.body());
    }
    exchange.close();
  }
}
