package dev.fairway.catalyst.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.faultinjection.ConnectionCutException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Manager over HTTP: reads a request, injects the scripted faults, and answers. */
final class SimulatorHttpHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(SimulatorHttpHandler.class);

  private final SimulatorRequestReader reader;
  private final SimulatorEndpoints pages;
  private final SessionStore sessions;
  private final SimulatorFaultInjector faultInjector;
  private final SimulatorClock clock;
  private final CallLog log;

  SimulatorHttpHandler(
      SimulatorRequestReader reader,
      SimulatorEndpoints pages,
      SessionStore sessions,
      SimulatorFaultInjector faultInjector,
      SimulatorClock clock,
      CallLog log) {
    this.reader = reader;
    this.pages = pages;
    this.sessions = sessions;
    this.faultInjector = faultInjector;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    SimulatorRequest head = reader.head(exchange);
    Progress progress = new Progress();
    try {
      SimulatorResponse answer = answer(exchange, head, progress);
      faultInjector.answered(log.add(head, progress.carriedOut, answer.status()));
      send(exchange, answer);
    } catch (ConnectionCutException cut) {
      faultInjector.answered(log.add(head, progress.carriedOut, 0));
      throw cut;
    }
  }

  /** How far a request came. */
  private static final class Progress {
    private boolean carriedOut;
  }

  private SimulatorResponse answer(HttpExchange exchange, SimulatorRequest head, Progress progress)
      throws IOException {
    List<SimulatedFault> faults = faultInjector.faults(head);
    FaultExecution run = new FaultExecution(head, clock, sessions);
    try {
      SimulatorRequest request = reader.whole(exchange, head);
      faultInjector.hang(head);
      Optional<SimulatorResponse> instead = run.run(faults, false);
      if (instead.isPresent()) {
        return instead.get();
      }
      SimulatorResponse answer = served(request, progress);
      faultInjector.hangAnswer(head);
      return run.run(faults, true).orElse(answer);
    } catch (RefusedRequestException refused) {
      return refused.answer();
    }
  }

  private SimulatorResponse served(SimulatorRequest request, Progress progress) {
    try {
      progress.carriedOut = true;
      return pages.answer(request);
    } catch (RefusedRequestException refused) {
      progress.carriedOut = false;
      return refused.answer();
    } catch (RuntimeException bug) {
      // What is wrong in here must be seen where it is met, not as a connection that breaks.
      LOG.error("{} {} failed inside the simulator", request.verb(), request.path(), bug);
      return SimulatorResponse.error(500, "SIMULATOR0500", "Bug of the simulator", bug.toString());
    }
  }

  private static void send(HttpExchange exchange, SimulatorResponse answer) throws IOException {
    answer
        .headers()
        .forEach(header -> exchange.getResponseHeaders().add(header.getKey(), header.getValue()));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
