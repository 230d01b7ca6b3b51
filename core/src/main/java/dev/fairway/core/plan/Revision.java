package dev.fairway.core.plan;

/**
 * What a target looked like when it was observed. Two observations with the same revision saw the
 * same thing, as far as the owner's rules go.
 *
 * @param value opaque; only its backend reads it
 */
public record Revision(String value) {

  @Override
  public String toString() {
    return value;
  }
}
