package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.util.Objects;

/** A parameter of a {@link SequenceAction.SetAction}, as far as Fairway writes it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "field")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SetParameter.LocalTlocParameter.class, name = "localTlocList"),
  @JsonSubTypes.Type(value = SetParameter.ColorGroupParameter.class, name = "preferredColorGroup")
})
public sealed interface SetParameter {

  /**
   * The colours of which a packet leaves the edge. Says nothing about the colour at the other end.
   *
   * @param value the colours
   */
  record LocalTlocParameter(LocalTlocs value) implements SetParameter {

    /** Refuses a parameter without a value. */
    public LocalTlocParameter {
      Objects.requireNonNull(value);
    }
  }

  /**
   * Local colours.
   *
   * @param color colours with spaces between them; where there are several, without an order
   * @param encap {@code ipsec}, {@code gre} or {@code ipsec gre}
   * @param restrict true: a packet is dropped while none of them is up. In the JSON a key with an
   *     empty text, or no key
   */
  record LocalTlocs(
      String color,
      String encap,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT)
          @JsonSerialize(using = PresenceWriter.class)
          @JsonDeserialize(using = PresenceReader.class)
          boolean restrict) {

    /** An absent field is empty. */
    public LocalTlocs {
      color = Objects.requireNonNullElse(color, "");
      encap = Objects.requireNonNullElse(encap, "");
    }
  }

  /**
   * Colours in an order of preference.
   *
   * @param ref the id of a {@link PolicyList.PreferredColorGroupList}
   * @param colorRestrict true: a packet is dropped while none of them is up. In the JSON {@code
   *     true}, or no key
   */
  record ColorGroupParameter(
      String ref, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean colorRestrict)
      implements SetParameter {

    /** Refuses a parameter without a list. */
    public ColorGroupParameter {
      Objects.requireNonNull(ref);
    }
  }

  /** Writes true as an empty text; the record leaves the key out where the flag is false. */
  final class PresenceWriter extends JsonSerializer<Boolean> {
    @Override
    public void serialize(Boolean flag, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString("");
    }
  }

  /** Reads an empty text as true, and refuses any other, whose meaning is not known. */
  final class PresenceReader extends JsonDeserializer<Boolean> {

    @Override
    public Boolean deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING && in.getText().isEmpty()) {
        return true;
      }
      return (Boolean) context.handleUnexpectedToken(Boolean.class, in);
    }

    @Override
    public Boolean getNullValue(DeserializationContext context) {
      return false;
    }
  }
}
