package dev.fairway.mock;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairway.mock.FabricNode.Field;
import dev.fairway.mock.FabricNode.Kind;
import dev.fairway.mock.FabricProblems.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parser of a fabric file's YAML into nodes with their positions. */
final class FabricYaml {

  private static final YAMLFactory YAML = new YAMLFactory();

  private final JsonParser parser;
  private final FabricProblems problems;

  private FabricYaml(JsonParser parser, FabricProblems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** The tree of the one document in the text; empty where there is a problem with it. */
  static Optional<FabricNode> read(String text, FabricProblems problems) {
    try (JsonParser parser = YAML.createParser(text)) {
      return new FabricYaml(parser, problems).document();
    } catch (JsonProcessingException malformed) {
      problems.add(position(malformed.getLocation()), "", "", sentence(malformed));
      return Optional.empty();
    } catch (IOException impossible) {
      throw new IllegalStateException("a text in memory cannot fail to be read", impossible);
    }
  }

  private Optional<FabricNode> document() throws IOException {
    if (parser.nextToken() == null) {
      problems.add(new Position(1, 1), "", "", "the file is empty; it must have 'sites'");
      return Optional.empty();
    }
    FabricNode root = node();
    if (parser.nextToken() != null) {
      problems.add(here(), "", "", "a second document begins; a fabric file is one document");
      return Optional.empty();
    }
    return Optional.of(root);
  }

  private FabricNode node() throws IOException {
    Position at = here();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return new FabricNode(problems, Kind.MAP, at, "", List.of(), fields());
    }
    if (token == JsonToken.START_ARRAY) {
      List<FabricNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node());
      }
      return new FabricNode(problems, Kind.LIST, at, "", items, Map.of());
    }
    return token == JsonToken.VALUE_NULL
        ? new FabricNode(problems, Kind.NOTHING, at, "", List.of(), Map.of())
        : new FabricNode(problems, Kind.SCALAR, at, parser.getText(), List.of(), Map.of());
  }

  private Map<String, Field> fields() throws IOException {
    Map<String, Field> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Position at = here();
      String key = parser.currentName();
      parser.nextToken();
      Field first = fields.putIfAbsent(key, new Field(at, node()));
      if (first != null) {
        problems.add(at, key, "", "'" + key + "' stands twice, first at " + first.at());
      }
    }
    return fields;
  }

  private Position here() {
    return position(parser.currentTokenLocation());
  }

  private static Position position(JsonLocation location) {
    return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  /** The sentences of the parser's message, without the excerpts between them. */
  private static String sentence(JsonProcessingException malformed) {
    return "this is not YAML: "
        + malformed
            .getOriginalMessage()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(" "))
            .collect(Collectors.joining(", "))
            .replace("<stream end>", "the end of the file");
  }
}
