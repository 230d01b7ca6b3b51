package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** An action of a sequence besides accepting, as far as Fairway writes it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SequenceAction.CountAction.class, name = SequenceAction.COUNT),
  @JsonSubTypes.Type(value = SequenceAction.SetAction.class, name = "set")
})
public sealed interface SequenceAction {

  /** The type of a {@link CountAction}. */
  String COUNT = "count";

  /**
   * Counts packets under a name.
   *
   * @param parameter the counter's name, 1 to 20 of letters, digits, {@code _} and {@code -}
   */
  record CountAction(String parameter) implements SequenceAction {

    /** Refuses a counter without a name. */
    public CountAction {
      Objects.requireNonNull(parameter);
    }
  }

  /**
   * Sets how packets travel. A sequence has at most one.
   *
   * @param parameter what is set, each field once
   */
  record SetAction(List<SetParameter> parameter) implements SequenceAction {

    /** Copies. */
    public SetAction {
      parameter = List.copyOf(parameter);
    }
  }
}
