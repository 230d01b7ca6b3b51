package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * Colours in an order of preference.
 *
 * @param ref the id of a {@link PreferredColorGroupList}
 * @param colorRestrict true: a packet is dropped while none of them is up. In the JSON {@code
 *     true}, or no key
 */
public record ColorGroupParameter(
    String ref, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean colorRestrict)
    implements SetParameter {

  /** Refuses a parameter without a list. */
  public ColorGroupParameter {
    Objects.requireNonNull(ref);
  }
}
