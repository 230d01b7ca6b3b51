package dev.fairway.operator.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** Documents as JSON: the fields in the order of the records, a line feed at every line's end. */
public final class Json {

  /**
   * The version of the form of every document. It changes when a field changes its meaning or goes.
   */
  public static final int FORMAT_VERSION = 1;

  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  /** The document as text, with a line feed at its end. */
  public static String of(Object document) {
    try {
      return WRITER.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a document is made of records, lists and texts", impossible);
    }
  }
}
