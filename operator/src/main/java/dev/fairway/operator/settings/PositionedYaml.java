package dev.fairway.operator.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one YAML document into nodes that know where they stand. Of a key that stands twice the
 * first is kept. Aliases, further documents and deep nesting are refused: settings need none, and
 * each makes it harder to say where a value comes from.
 */
final class PositionedYaml {

  private static final YAMLFactory YAML = new YAMLFactory();
  private static final int DEEPEST = 12;

  private final YAMLParser parser;
  private final Mistakes mistakes;

  private PositionedYaml(YAMLParser parser, Mistakes mistakes) {
    this.parser = parser;
    this.mistakes = mistakes;
  }

  /** The document; empty where there is none or where it cannot be read, which is reported. */
  static Optional<PositionedNode> read(String text, Mistakes mistakes) {
    try (YAMLParser parser = YAML.createParser(text)) {
      return new PositionedYaml(parser, mistakes).document(text);
    } catch (IOException impossible) {
      throw new IllegalStateException("closing a parser over a text", impossible);
    }
  }

  private Optional<PositionedNode> document(String text) {
    try {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      PositionedNode root = node("", 0);
      if (parser.nextToken() != null) {
        throw new UnreadableYaml(position(), "a second document begins; the settings are one");
      }
      return Optional.of(root);
    } catch (UnreadableYaml unreadable) {
      mistakes.malformedFile(unreadable.at(), unreadable.sentence());
    } catch (IOException refused) {
      YamlFault fault = YamlFault.of(refused, position(), text);
      mistakes.malformedFile(fault.at(), fault.sentence());
    }
    return Optional.empty();
  }

  private PositionedNode node(String path, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new UnreadableYaml(position(), "nested more than " + DEEPEST + " deep");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(path, depth);
    }
    return token == JsonToken.START_ARRAY ? sequence(path, depth) : scalar(token);
  }

  private PositionedNode mapping(String path, int depth) throws IOException {
    FilePosition at = position();
    Map<String, FilePosition> seen = new HashMap<>();
    List<PositionedNode.Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String dotted = path.isEmpty() ? key : path + "." + key;
      FilePosition keyAt = position();
      parser.nextToken();
      PositionedNode value = node(dotted, depth + 1);
      FilePosition first = seen.putIfAbsent(key, keyAt);
      if (first == null) {
        members.add(new PositionedNode.Member(keyAt, key, value));
      } else {
        mistakes.wrong(dotted, keyAt, "stands twice; the first is on line " + first.line());
      }
    }
    return new PositionedNode.Mapping(at, members);
  }

  private PositionedNode sequence(String path, int depth) throws IOException {
    FilePosition at = position();
    List<PositionedNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path, depth + 1));
    }
    return new PositionedNode.Sequence(at, items);
  }

  private PositionedNode scalar(JsonToken token) throws IOException {
    if (parser.isCurrentAlias()) {
      throw new UnreadableYaml(position(), "an alias (*) is not read here; write the value out");
    }
    return new PositionedNode.Scalar(
        position(), token == JsonToken.VALUE_NULL ? "" : parser.getText());
  }

  private FilePosition position() {
    JsonLocation location = parser.currentTokenLocation();
    return new FilePosition(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  /** Ends the reading of a document that YAML allows and settings do not. */
  private static final class UnreadableYaml extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient FilePosition at;
    private final String sentence;

    UnreadableYaml(FilePosition at, String sentence) {
      super(sentence);
      this.at = at;
      this.sentence = sentence;
    }

    FilePosition at() {
      return at;
    }

    String sentence() {
      return sentence;
    }
  }
}
