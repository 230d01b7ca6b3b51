package dev.fairway.k8s.manifest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Bytes to trees. A key that stands twice in one mapping is an error in both languages, because
 * programs differ in which of the two they take. What is wrong is said without quoting the file:
 * there may be a Secret in it.
 */
final class DocumentParser {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(Object.class);

  // A dump of a large cluster is larger than the parser's own limit of 3 MB. The schema is the one
  // with ~, True and merge keys (<<), all of which kubectl understands.
  private static final LoadSettings YAML =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setCodePointLimit(Integer.MAX_VALUE)
          .setAllowDuplicateKeys(false)
          .build();

  private DocumentParser() {}

  static ParsedDocuments parse(FileContent content) {
    ParsedDocuments parsed = new ParsedDocuments();
    if (content.isBlank()) {
      return parsed.endedBy("", "it is empty");
    }
    try {
      return content.isJson() ? json(content, parsed) : yaml(content, parsed);
    } catch (StackOverflowError tooDeep) {
      return parsed.endedBy("", "it is nested too deeply");
    }
  }

  private static ParsedDocuments json(FileContent content, ParsedDocuments parsed) {
    try (MappingIterator<Object> documents = JSON.readValues(content.bytes())) {
      while (documents.hasNextValue()) {
        parsed.add(documents.nextValue());
      }
      return parsed;
    } catch (JsonEOFException cut) {
      return parsed.endedBy(where(cut.getLocation()), "it is cut off: the JSON ends in the middle");
    } catch (JsonProcessingException refused) {
      return parsed.endedBy(where(refused.getLocation()), "it is not JSON there");
    } catch (IOException refused) {
      return parsed.endedBy("", "it cannot be read as text");
    }
  }

  private static ParsedDocuments yaml(FileContent content, ParsedDocuments parsed) {
    try {
      for (Object document :
          new Load(YAML).loadAllFromInputStream(new ByteArrayInputStream(content.bytes()))) {
        requireFinite(document);
        parsed.add(document);
      }
      return parsed;
    } catch (MarkedYamlEngineException refused) {
      return parsed.endedBy(
          refused.getProblemMark().map(DocumentParser::where).orElse(""),
          "it is not YAML there: " + refused.getProblem());
    } catch (YamlEngineException refused) {
      return parsed.endedBy("", "it cannot be read as text");
    }
  }

  /**
   * Walks through a document to its leaves: one that contains itself, by an alias inside its own
   * anchor, ends in a {@link StackOverflowError} here, where it is expected, and not later.
   */
  private static void requireFinite(@Nullable Object node) {
    if (node instanceof Map<?, ?> fields) {
      fields.values().forEach(DocumentParser::requireFinite);
    } else if (node instanceof List<?> items) {
      items.forEach(DocumentParser::requireFinite);
    }
  }

  private static String where(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String where(Mark mark) {
    return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
  }
}
