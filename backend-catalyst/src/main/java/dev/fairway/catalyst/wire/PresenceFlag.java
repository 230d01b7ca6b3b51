package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** A truth that the Manager writes as a key with an empty text; where it is false, no key. */
final class PresenceFlag {

  private PresenceFlag() {}

  /** Writes the empty text; the record leaves the key out where the flag is false. */
  static final class Writer extends JsonSerializer<Boolean> {
    @Override
    public void serialize(Boolean flag, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString("");
    }
  }

  /** Reads the empty text, and refuses any other: nobody has said what it would mean. */
  static final class Reader extends JsonDeserializer<Boolean> {
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
