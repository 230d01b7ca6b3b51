package dev.fairway.k8s.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * The parser of YAML to trees, by the rules of {@code kubectl}: see {@link DocumentText} for its
 * documents and {@link YamlScalar} for its scalars. A key may be a number or a truth value and
 * becomes a text; of a key that stands twice the last one counts; a merge key counts where it
 * stands, so that it overrides what stands before it.
 */
final class YamlDocuments {

  /** The tag of a scalar without quotes and without a tag. */
  private static final Tag PLAIN = new Tag("tag:fairway.dev,2026:plain");

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(
              new FailsafeSchema() {
                @Override
                public ScalarResolver getScalarResolver() {
                  return (text, plain) -> plain ? PLAIN : Tag.STR;
                }
              })
          .setCodePointLimit(Integer.MAX_VALUE)
          .setMaxAliasesForCollections(Integer.MAX_VALUE)
          .setAllowNonScalarKeys(true)
          .build();

  private final int firstLine;
  private final Consumer<DocumentProblem> problems;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int aliasDepth;
  private int aliasedNodes;
  private int nodes;

  private YamlDocuments(int firstLine, Consumer<DocumentProblem> problems) {
    this.firstLine = firstLine;
    this.problems = problems;
  }

  static void parse(String file, Consumer<Object> documents, Consumer<DocumentProblem> problems) {
    List<DocumentText> texts =
        DocumentText.split(
            file, (line, what) -> problems.accept(DocumentProblem.fatal("line " + line, what)));
    for (DocumentText text : texts) {
      new YamlDocuments(text.firstLine(), problems).parse(text.withoutMark(), documents);
    }
  }

  private void parse(String written, Consumer<Object> documents) {
    Optional<DocumentProblem> unprintable = unprintable(written);
    if (unprintable.isPresent()) {
      problems.accept(unprintable.get());
      return;
    }
    String text = written;
    for (OptionalInt tab = compose(text, documents); tab.isPresent(); ) {
      StringBuilder mended = new StringBuilder(text);
      mended.setCharAt(tab.getAsInt(), ' ');
      text = mended.toString();
      tab = compose(text, documents);
    }
  }

  /**
   * Reads a document.
   *
   * @return the place of a tab that the scanner refuses and {@code kubectl} takes for a space;
   *     nothing was read then
   */
  private OptionalInt compose(String text, Consumer<Object> documents) {
    try {
      Composer composer =
          new Composer(SETTINGS, new ParserImpl(SETTINGS, new YamlScanner(SETTINGS, text)));
      if (composer.hasNext()) {
        Object document = value(composer.next());
        if (document != null) {
          documents.accept(document);
        }
        noticeMore(composer);
      }
    } catch (MarkedYamlEngineException refused) {
      OptionalInt tab = YamlScanner.tabThatIsASpace(refused, text);
      if (tab.isPresent()) {
        return tab;
      }
      problems.accept(
          DocumentProblem.fatal(
              refused.getProblemMark().map(this::where).orElse(""),
              "it is not YAML there: " + refused.getProblem()));
    } catch (YamlEngineException refused) {
      problems.accept(DocumentProblem.fatal("line " + firstLine, "it is not YAML"));
    } catch (StackOverflowError tooDeep) {
      problems.accept(DocumentProblem.fatal("line " + firstLine, "it is nested too deeply"));
    }
    return OptionalInt.empty();
  }

  /** Tells of what stands behind the end of the document: {@code kubectl} does not read it. */
  private void noticeMore(Composer composer) {
    Optional<String> more;
    try {
      more =
          composer.hasNext()
              ? Optional.of(composer.next().getStartMark().map(this::where).orElse(""))
              : Optional.empty();
    } catch (MarkedYamlEngineException unreadable) {
      more = Optional.of(unreadable.getProblemMark().map(this::where).orElse(""));
    }
    more.ifPresent(
        where ->
            problems.accept(
                DocumentProblem.notice(
                    where,
                    "the document has ended; kubectl does not read what follows up to the next"
                        + " '---'")));
  }

  private Optional<DocumentProblem> unprintable(String text) {
    int line = firstLine;
    int column = 1;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int character = text.codePointAt(at);
      if (!StreamReader.isPrintable(character)) {
        return Optional.of(
            DocumentProblem.fatal(
                where(line, column),
                String.format("the control character U+%04X is not allowed in YAML", character)));
      }
      line += character == '\n' ? 1 : 0;
      column = character == '\n' ? 1 : column + 1;
    }
    return Optional.empty();
  }

  private @Nullable Object value(Node written) {
    Node node = written instanceof AnchorNode anchor ? anchor.getRealNode() : written;
    boolean alias = !seen.add(node);
    if (alias) {
      count(node);
      aliasDepth++;
    }
    count(node);
    Object value = node instanceof ScalarNode scalar ? scalar(scalar) : collection(node);
    aliasDepth -= alias ? 1 : 0;
    return value;
  }

  private Object collection(Node node) {
    if (!open.add(node)) {
      throw refused("an anchor stands for a value that contains itself", node);
    }
    Object value =
        node instanceof MappingNode mapping ? mapping(mapping) : sequence((SequenceNode) node);
    open.remove(node);
    return value;
  }

  /** Refuses a document that is large by its aliases, where go-yaml does. */
  private void count(Node node) {
    nodes++;
    aliasedNodes += aliasDepth > 0 ? 1 : 0;
    double share = Math.max(0.10, Math.min(0.99, 0.99 - 0.89 * (nodes - 400_000) / 3_600_000));
    if (nodes > 1_000 && aliasedNodes > 100 && aliasedNodes > share * nodes) {
      throw refused("its aliases make the document too large", node);
    }
  }

  private List<@Nullable Object> sequence(SequenceNode node) {
    List<@Nullable Object> items = new ArrayList<>();
    node.getValue().forEach(item -> items.add(value(item)));
    return items;
  }

  private LocatedMap mapping(MappingNode node) {
    LocatedMap fields = new LocatedMap(line(node));
    Set<String> own = new HashSet<>();
    for (NodeTuple entry : node.getValue()) {
      Node key = entry.getKeyNode();
      if (isMerge(key)) {
        merge(entry.getValueNode(), fields);
        continue;
      }
      String name = key(key);
      if (!own.add(name)) {
        problems.accept(
            DocumentProblem.twice(key.getStartMark().map(this::where).orElse(""), name));
      }
      fields.add(name, value(entry.getValueNode()), line(key));
    }
    return fields;
  }

  private static boolean isMerge(Node key) {
    return key instanceof ScalarNode scalar
        && key.getTag().equals(PLAIN)
        && scalar.getValue().equals("<<");
  }

  private void merge(Node written, LocatedMap fields) {
    Object value = value(written);
    List<?> sources = value instanceof List<?> several ? several : Collections.singletonList(value);
    // The first of several counts most, so it comes last.
    for (int index = sources.size() - 1; index >= 0; index--) {
      if (!(sources.get(index) instanceof LocatedMap source)) {
        throw refused("'<<' takes a mapping or a list of mappings", written);
      }
      source.forEach((key, merged) -> fields.add(key, merged, source.line(key)));
    }
  }

  private String key(Node node) {
    Object key = node instanceof ScalarNode scalar ? scalar(scalar) : null;
    if (key == null) {
      throw refused("a key is a text, a number or a truth value", node);
    }
    return key.toString();
  }

  private @Nullable Object scalar(ScalarNode node) {
    Tag tag = node.getTag();
    String text = node.getValue();
    if (tag.equals(Tag.BINARY)) {
      return binary(node);
    }
    boolean typed =
        tag.equals(Tag.INT)
            || tag.equals(Tag.FLOAT)
            || tag.equals(Tag.BOOL)
            || tag.equals(Tag.NULL);
    if (!typed && !tag.equals(PLAIN)) {
      return text;
    }
    Object value = YamlScalar.resolve(text);
    if (value instanceof Double real && (real.isNaN() || real.isInfinite())) {
      throw refused("JSON has no number for it, so kubectl takes none", node);
    }
    if (typed && !isOf(tag, value)) {
      throw refused("the value is not of the type that its tag names", node);
    }
    return value;
  }

  private static boolean isOf(Tag tag, @Nullable Object value) {
    if (tag.equals(Tag.NULL)) {
      return value == null;
    }
    if (tag.equals(Tag.BOOL)) {
      return value instanceof Boolean;
    }
    return value instanceof Integer
        || value instanceof Long
        || tag.equals(Tag.FLOAT) && value instanceof Double;
  }

  private String binary(ScalarNode node) {
    try {
      return new String(Base64.getMimeDecoder().decode(node.getValue()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw refused("the value is not base64", node);
    }
  }

  private ComposerException refused(String problem, Node node) {
    return new ComposerException(problem, node.getStartMark());
  }

  private int line(Node node) {
    return firstLine + node.getStartMark().map(Mark::getLine).orElse(0);
  }

  private String where(Mark mark) {
    return where(firstLine + mark.getLine(), mark.getColumn() + 1);
  }

  private static String where(int line, int column) {
    return "line " + line + ", column " + column;
  }
}
