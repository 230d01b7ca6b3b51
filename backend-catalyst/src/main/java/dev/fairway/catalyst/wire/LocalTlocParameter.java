package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Objects;

/**
 * The colours of which a packet leaves the edge. Says nothing about the colour at the other end.
 *
 * @param value the colours
 */
public record LocalTlocParameter(LocalTlocs value) implements SetParameter {

  /** Refuses a parameter without a value. */
  public LocalTlocParameter {
    Objects.requireNonNull(value);
  }

  /**
   * Local colours.
   *
   * @param color colours with spaces between them; where there are several, without an order
   * @param encap {@code ipsec}, {@code gre} or {@code ipsec gre}
   * @param restrict true: a packet is dropped while none of them is up. In the JSON a key with an
   *     empty text, or no key
   */
  public record LocalTlocs(
      String color,
      String encap,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT)
          @JsonSerialize(using = PresenceFlag.Writer.class)
          @JsonDeserialize(using = PresenceFlag.Reader.class)
          boolean restrict) {

    /** What is not there is empty. */
    public LocalTlocs {
      color = Objects.requireNonNullElse(color, "");
      encap = Objects.requireNonNullElse(encap, "");
    }
  }
}
