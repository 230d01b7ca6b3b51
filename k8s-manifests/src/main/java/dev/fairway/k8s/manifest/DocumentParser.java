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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The parser of JSON and YAML to trees. A duplicate key in a mapping is an error in both languages,
 * because programs differ in which of the two they take. Messages do not quote the file: there may
 * be a Secret in it.
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

  /**
   * The reason why a file could not be read to its end.
   *
   * @param where {@code line 12, column 3}; empty where it is not known
   * @param what what is wrong there
   */
  record Problem(String where, String what) {

    String message() {
      return where.isEmpty() ? what : where + ": " + what;
    }
  }

  /**
   * Parses a file.
   *
   * @param documents where the documents before the problem go, in their order, as trees of maps,
   *     lists and scalars; empty ones are left out
   * @return empty where the file was read to its end
   */
  static Optional<Problem> parse(FileContent content, List<Object> documents) {
    if (content.isBlank()) {
      return problem("", "it is empty");
    }
    try {
      return content.isJson() ? json(content, documents) : yaml(content, documents);
    } catch (StackOverflowError tooDeep) {
      return problem("", "it is nested too deeply");
    }
  }

  private static Optional<Problem> problem(String where, String what) {
    return Optional.of(new Problem(where, what));
  }

  private static Optional<Problem> json(FileContent content, List<Object> documents) {
    try (MappingIterator<Object> parsed = JSON.readValues(content.bytes())) {
      while (parsed.hasNextValue()) {
        Optional.ofNullable(parsed.nextValue()).ifPresent(documents::add);
      }
      return Optional.empty();
    } catch (JsonEOFException cut) {
      return problem(where(cut.getLocation()), "it is cut off: the JSON ends in the middle");
    } catch (JsonProcessingException refused) {
      return problem(where(refused.getLocation()), "it is not JSON there");
    } catch (IOException refused) {
      return problem("", "it cannot be read as text");
    }
  }

  private static Optional<Problem> yaml(FileContent content, List<Object> documents) {
    try {
      for (Object document :
          new Load(YAML).loadAllFromInputStream(new ByteArrayInputStream(content.bytes()))) {
        requireFinite(document);
        Optional.ofNullable(document).ifPresent(documents::add);
      }
      return Optional.empty();
    } catch (MarkedYamlEngineException refused) {
      return problem(
          refused.getProblemMark().map(DocumentParser::where).orElse(""),
          "it is not YAML there: " + refused.getProblem());
    } catch (YamlEngineException refused) {
      return problem("", "it cannot be read as text");
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
