package dev.fairway.operator.server;

/** What is served under one path. Thread-safe; changes nothing. */
@FunctionalInterface
public interface RequestHandler {

  /** The answer to one request. */
  ServerResponse answer(QueryParameters query);
}
