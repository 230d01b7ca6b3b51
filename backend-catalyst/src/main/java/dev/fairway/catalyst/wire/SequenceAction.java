package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a sequence does besides accepting, as far as Fairway writes it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CountAction.class, name = CountAction.TYPE),
  @JsonSubTypes.Type(value = SetAction.class, name = "set")
})
public sealed interface SequenceAction permits CountAction, SetAction {}
