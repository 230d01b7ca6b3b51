package dev.fairway.operator.server;

/** What is served under one path. Thread-safe; changes nothing. */
@FunctionalInterface
public interface Page {

  /** The answer to one request. */
  Reply answer(PageQuery query);
}
