package dev.fairway.catalyst.simulator.model.traffic;

/**
 * The policy that chooses the colour where an app-route and a data policy both name some. Which one
 * does on real edges changed with releases and is not verified.
 */
public enum PolicyPrecedence {
  DATA_POLICY,
  APP_ROUTE
}
