package dev.fairway.operator.server;

/** The handler of GET requests for one path. Thread-safe; changes nothing. */
@FunctionalInterface
public interface RequestHandler {

  /** The response to one request. */
  ServerResponse handle(QueryParameters query);
}
