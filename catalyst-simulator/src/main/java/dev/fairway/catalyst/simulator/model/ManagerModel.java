package dev.fairway.catalyst.simulator.model;

/** What answers requests of people who are logged in. Thread-safe. */
public interface ManagerModel {

  /** Carries out one request, whole, before the next. */
  ModelResponse answer(ModelRequest request);
}
