package dev.fairway.operator.server;

import java.util.function.Supplier;

/** Metrics in the text form that Prometheus reads. */
public final class MetricsHandler implements RequestHandler {

  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> scrape;

  /** Serves what that gives at each request. */
  public MetricsHandler(Supplier<String> scrape) {
    this.scrape = scrape;
  }

  @Override
  public ServerResponse answer(QueryParameters query) {
    return new ServerResponse(ServerResponse.OK, TYPE, scrape.get());
  }
}
