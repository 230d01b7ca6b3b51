package dev.fairway.catalyst.wire;

import java.util.Objects;

/**
 * Counts packets under a name.
 *
 * @param parameter the counter's name, 1 to 20 of letters, digits, {@code _} and {@code -}
 */
public record CountAction(String parameter) implements SequenceAction {

  static final String TYPE = "count";

  /** Refuses a counter without a name. */
  public CountAction {
    Objects.requireNonNull(parameter);
  }
}
