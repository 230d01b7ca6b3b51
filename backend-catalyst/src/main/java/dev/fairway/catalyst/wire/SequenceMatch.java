package dev.fairway.catalyst.wire;

import java.util.List;
import java.util.Objects;

/**
 * Which packets a sequence takes.
 *
 * @param entries what must fit, each field once; none: every packet
 */
public record SequenceMatch(List<MatchEntry> entries) {

  /** Copies; what is not there is empty. */
  public SequenceMatch {
    entries = List.copyOf(Objects.requireNonNullElse(entries, List.of()));
  }
}
