package dev.fairway.catalyst.simulator.model;

/** The model behind the HTTP layer: answers requests of logged-in users. Thread-safe. */
public interface ManagerModel {

  /** Carries out one request, whole, before the next. */
  ModelResponse answer(ModelRequest request);
}
