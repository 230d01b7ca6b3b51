package dev.fairway.catalyst.wire;

import java.util.List;

/**
 * Sets how packets travel. A sequence has at most one.
 *
 * @param parameter what is set, each field once
 */
public record SetAction(List<SetParameter> parameter) implements SequenceAction {

  /** Copies. */
  public SetAction {
    parameter = List.copyOf(parameter);
  }
}
