package dev.fairway.core.plan;

/**
 * The revision of a target's policy at an observation. Two observations with the same revision saw
 * the same thing, as far as the owner's rules go.
 *
 * @param value opaque; only its backend reads it
 */
public record Revision(String value) {

  @Override
  public String toString() {
    return value;
  }
}
