package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One thing that a {@link SetAction} sets, as far as Fairway writes it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "field")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LocalTlocParameter.class, name = "localTlocList"),
  @JsonSubTypes.Type(value = ColorGroupParameter.class, name = "preferredColorGroup")
})
public sealed interface SetParameter permits LocalTlocParameter, ColorGroupParameter {}
