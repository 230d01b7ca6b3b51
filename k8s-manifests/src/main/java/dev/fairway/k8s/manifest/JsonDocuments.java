package dev.fairway.k8s.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parser of JSON, one object or several behind each other, to trees. */
final class JsonDocuments {

  /** As deep as {@code kubectl} reads; what a dump holds has no other limit. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(10_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final Consumer<DocumentProblem> problems;

  private JsonDocuments(JsonParser parser, Consumer<DocumentProblem> problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * Where a text stops being JSON.
   *
   * @param problem what is wrong there
   * @param documents how many documents were read before
   * @param end the index behind the last of them
   */
  record Refusal(DocumentProblem problem, int documents, int end) {}

  /** Parses documents one behind the other; empty where the text is JSON to its end. */
  static Optional<Refusal> parse(
      String text, Consumer<Object> documents, Consumer<DocumentProblem> problems) {
    int read = 0;
    int end = 0;
    DocumentProblem problem;
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonDocuments reader = new JsonDocuments(parser, problems);
      while (parser.nextToken() != null) {
        Object document = reader.value();
        if (document != null) {
          documents.accept(document);
        }
        read++;
        end = (int) parser.currentLocation().getCharOffset();
      }
      return Optional.empty();
    } catch (JsonEOFException cut) {
      problem =
          DocumentProblem.fatal(
              where(cut.getLocation()), "it is cut off: the JSON ends in the middle");
    } catch (JsonProcessingException refused) {
      problem = DocumentProblem.fatal(where(refused.getLocation()), "it is not JSON there");
    } catch (IOException unreadable) {
      problem = DocumentProblem.fatal("", "it cannot be read as text");
    }
    return Optional.of(new Refusal(problem, read, end));
  }

  private @Nullable Object value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private Object number() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        ? YamlScalar.narrow(parser.getLongValue())
        : YamlScalar.narrow(parser.getDoubleValue());
  }

  private LocatedMap object() throws IOException {
    LocatedMap fields = new LocatedMap(parser.currentTokenLocation().getLineNr());
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonLocation location = parser.currentTokenLocation();
      if (fields.containsKey(name)) {
        problems.accept(DocumentProblem.twice(where(location), name));
      }
      parser.nextToken();
      fields.add(name, value(), location.getLineNr());
    }
    return fields;
  }

  private List<@Nullable Object> array() throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return items;
  }

  private static String where(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
