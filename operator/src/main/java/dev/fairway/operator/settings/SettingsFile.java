package dev.fairway.operator.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.fairway.core.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The settings file: one YAML document in UTF-8 of at most 1 MiB, read into nodes with their
 * places. Of a key that stands twice the first is kept. Aliases, further documents and deep nesting
 * are refused: settings need none, and each makes it harder to say where a value comes from.
 */
final class SettingsFile {

  private static final YAMLFactory YAML = new YAMLFactory();
  private static final int LARGEST = 1 << 20;
  private static final int DEEPEST = 12;

  private final YAMLParser parser;
  private final SettingDiagnostics diagnostics;

  private SettingsFile(YAMLParser parser, SettingDiagnostics diagnostics) {
    this.parser = parser;
    this.diagnostics = diagnostics;
  }

  /** The document; empty where there is none or where it cannot be read, which is reported. */
  static Optional<YamlNode> read(Path path, SettingDiagnostics diagnostics) {
    try {
      if (Files.isDirectory(path)) {
        diagnostics.unreadableFile(DiagnosticCode.MISSING_FILE, "is a folder, not a file");
        return Optional.empty();
      }
      byte[] bytes = bytes(path);
      if (bytes.length > LARGEST) {
        diagnostics.unreadableFile(
            DiagnosticCode.MALFORMED_FILE, "is larger than 1 MiB; is this the settings file?");
        return Optional.empty();
      }
      String text = decoded(bytes);
      try (YAMLParser parser = YAML.createParser(text)) {
        return new SettingsFile(parser, diagnostics).document(text);
      }
    } catch (MalformedFileException malformed) {
      diagnostics.malformedFile(malformed.at, malformed.sentence);
    } catch (NoSuchFileException missing) {
      diagnostics.unreadableFile(DiagnosticCode.MISSING_FILE, "there is no such file");
    } catch (IOException unreadable) {
      diagnostics.unreadableFile(
          DiagnosticCode.MISSING_FILE,
          "cannot be read (" + unreadable.getClass().getSimpleName() + "); check its permissions");
    }
    return Optional.empty();
  }

  private static byte[] bytes(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(LARGEST + 1);
    }
  }

  private static String decoded(byte[] bytes) throws MalformedFileException {
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true);
    String decoded = out.flip().toString();
    String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    if (result.isError()) {
      throw new MalformedFileException(end(text), "this is not UTF-8 text");
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!StreamReader.isPrintable(text.codePointAt(i))) {
        throw new MalformedFileException(
            end(text.substring(0, i)), "a control character cannot stand here");
      }
    }
    return text;
  }

  /** The place that follows a text. */
  private static JsonLocation end(String text) {
    int lineStart = text.lastIndexOf('\n') + 1;
    int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
    return YamlNode.location(line, text.codePointCount(lineStart, text.length()) + 1);
  }

  private Optional<YamlNode> document(String text) throws IOException {
    try {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      YamlNode root = node("", 0);
      if (parser.nextToken() != null) {
        throw malformed("a second document begins; the settings are one");
      }
      return Optional.of(root);
    } catch (JsonProcessingException refused) {
      throw notYaml(refused, text);
    }
  }

  private YamlNode node(String path, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw malformed("nested more than " + DEEPEST + " deep");
    }
    JsonToken token = parser.currentToken();
    JsonLocation at = parser.currentTokenLocation();
    if (token == JsonToken.START_OBJECT) {
      return new YamlNode(YamlNode.Kind.MAPPING, at, "", members(path, depth));
    }
    if (token == JsonToken.START_ARRAY) {
      return new YamlNode(YamlNode.Kind.SEQUENCE, at, "", items(path, depth));
    }
    if (parser.isCurrentAlias()) {
      throw malformed("an alias (*) is not read here; write the value out");
    }
    return YamlNode.scalar(at, token == JsonToken.VALUE_NULL ? "" : parser.getText());
  }

  private List<YamlNode.Member> members(String path, int depth) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    List<YamlNode.Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String dotted = path.isEmpty() ? key : path + "." + key;
      JsonLocation at = parser.currentTokenLocation();
      parser.nextToken();
      YamlNode value = node(dotted, depth + 1);
      Integer line = lines.putIfAbsent(key, at.getLineNr());
      if (line == null) {
        members.add(new YamlNode.Member(at, key, value));
      } else {
        diagnostics.wrong(dotted, at, "stands twice; the first is on line " + line);
      }
    }
    return members;
  }

  private List<YamlNode.Member> items(String path, int depth) throws IOException {
    List<YamlNode.Member> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      YamlNode value = node(path, depth + 1);
      items.add(new YamlNode.Member(value.at(), "", value));
    }
    return items;
  }

  private MalformedFileException malformed(String sentence) {
    return new MalformedFileException(parser.currentTokenLocation(), sentence);
  }

  /**
   * The refusal of the parser in a sentence of our own: the parser's repeats the line, and the line
   * may hold a secret.
   */
  private MalformedFileException notYaml(JsonProcessingException refused, String text) {
    if (!(refused.getCause() instanceof MarkedYAMLException cause)
        || cause.getProblemMark() == null) {
      return malformed("a key must be one plain word, and a value must follow it");
    }
    Mark mark = cause.getProblemMark();
    JsonLocation at = YamlNode.location(mark.getLine() + 1, mark.getColumn() + 1);
    return new MalformedFileException(at, sentence(at, text));
  }

  private static String sentence(JsonLocation at, String text) {
    if (SettingDiagnostics.BY_PLACE.compare(at, end(text.stripTrailing())) >= 0) {
      return "the text ends too early; is a quote, a '{' or a '[' left open?";
    }
    String line = text.lines().skip(at.getLineNr() - 1L).findFirst().orElse("");
    if (line.substring(0, line.length() - line.stripLeading().length()).contains("\t")) {
      return "a tab stands where only spaces may indent";
    }
    if (at.getColumnNr() > line.length()) {
      return "this line is not YAML: is a ':' missing after a key?";
    }
    return switch (line.charAt(at.getColumnNr() - 1)) {
      case ':' ->
          "a ':' cannot stand here; put the value in quotes if it belongs to it, and check"
              + " that a '{' or '[' before it is closed";
      case '@', '`', '%', '\t' -> "this character cannot begin a value; put the value in quotes";
      default ->
          "this is not YAML: check the indentation, quotes and brackets here and on the line"
              + " before";
    };
  }

  /** The end of the reading: from that place on the file is not what settings may be. */
  private static final class MalformedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient JsonLocation at;
    private final String sentence;

    MalformedFileException(JsonLocation at, String sentence) {
      super(sentence);
      this.at = at;
      this.sentence = sentence;
    }
  }
}
