package dev.fairway.k8s.manifest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.tokens.ScalarToken;
import org.snakeyaml.engine.v2.tokens.Token;

/**
 * The scanner of snakeyaml-engine with libyaml's rules for tabs, which are those of {@code
 * kubectl}: a tab may separate two tokens of a line, but neither starts a line nor follows the dash
 * of an item; and it is refused where it indents what follows a scalar without quotes.
 */
final class YamlScanner implements Scanner {

  private static final int TAB = '\t';

  /** The scanner's word for the place between two tokens. */
  private static final String NEXT_TOKEN = "while scanning for the next token";

  /** Where a token goes on behind a space, and for libyaml behind a tab as well. */
  private static final Set<String> WITHIN_TOKENS =
      Set.of("while scanning a block scalar", "while scanning a tag");

  private final int[] text;
  private final StreamReader reader;
  private final Scanner scanner;
  private final Deque<Integer> indents = new ArrayDeque<>();

  YamlScanner(LoadSettings settings, String document) {
    this.text = document.codePoints().toArray();
    this.reader = new StreamReader(settings, document);
    this.scanner = new ScannerImpl(settings, reader);
  }

  /**
   * The place of the tab that a document was refused for although libyaml takes it for a space:
   * behind a tag, or behind the sign of a block scalar.
   */
  static OptionalInt tabThatIsASpace(MarkedYamlEngineException refused, String document) {
    if (!WITHIN_TOKENS.contains(String.valueOf(refused.getContext()))
        || refused.getProblemMark().isEmpty()) {
      return OptionalInt.empty();
    }
    Mark mark = refused.getProblemMark().orElseThrow();
    int place = document.offsetByCodePoints(0, mark.getIndex());
    boolean inToken = mark.getColumn() > 0 && place < document.length();
    return inToken && document.charAt(place) == TAB && document.charAt(place - 1) != '\n'
        ? OptionalInt.of(place)
        : OptionalInt.empty();
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    return tolerant(() -> scanner.checkToken(choices));
  }

  @Override
  public boolean checkToken(Token.ID choice) {
    return tolerant(() -> scanner.checkToken(choice));
  }

  @Override
  public Token peekToken() {
    return tolerant(scanner::peekToken);
  }

  @Override
  public boolean hasNext() {
    return tolerant(scanner::hasNext);
  }

  @Override
  public Token next() {
    Token token = tolerant(scanner::next);
    switch (token.getTokenId()) {
      case BlockMappingStart, BlockSequenceStart ->
          indents.push(token.getStartMark().map(Mark::getColumn).orElse(0));
      case BlockEnd -> indents.poll();
      case Scalar -> requireSpaces((ScalarToken) token);
      default -> {}
    }
    return token;
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }

  private boolean tolerant(BooleanSupplier scan) {
    return tolerant((Supplier<Boolean>) scan::getAsBoolean);
  }

  /**
   * The result of a scan, with the tabs skipped that separate tokens. The scanner fails at such a
   * tab before it takes anything, so it goes on behind it.
   */
  private <T> T tolerant(Supplier<T> scan) {
    while (true) {
      try {
        return scan.get();
      } catch (ScannerException refused) {
        if (!NEXT_TOKEN.equals(refused.getContext())
            || reader.peek() != TAB
            || !separates(reader.getIndex())) {
          throw refused;
        }
        while (reader.peek() == TAB) {
          reader.forward();
        }
      }
    }
  }

  /** True for a tab that follows a token in its line, other than the indicator of an item. */
  private boolean separates(int tab) {
    int before = tab - 1;
    while (before >= 0 && isBlank(text[before])) {
      before--;
    }
    if (before < 0 || isBreak(text[before])) {
      return false;
    }
    boolean indicator = text[before] == '-' || text[before] == '?' || text[before] == ':';
    return !indicator || before > 0 && !isBlank(text[before - 1]) && !isBreak(text[before - 1]);
  }

  /** Refuses a tab in the lines behind a plain scalar that stands where indentation belongs. */
  private void requireSpaces(ScalarToken scalar) {
    if (!scalar.isPlain() || scalar.getEndMark().isEmpty()) {
      return;
    }
    int indent = indents.isEmpty() ? 0 : indents.peek() + 1;
    int at = scalar.getEndMark().orElseThrow().getIndex();
    int column = -1;
    for (; at < text.length && (isBlank(text[at]) || isBreak(text[at])); at++) {
      if (isBreak(text[at])) {
        column = 0;
      } else if (column >= 0) {
        if (text[at] == TAB && column < indent) {
          throw new ScannerException(
              "", Optional.empty(), "found a tab where spaces belong", mark(at));
        }
        column++;
      }
    }
  }

  private Optional<Mark> mark(int index) {
    int line = 0;
    int column = 0;
    for (int at = 0; at < index; at++) {
      line += text[at] == '\n' ? 1 : 0;
      column = text[at] == '\n' ? 0 : column + 1;
    }
    return Optional.of(new Mark("", index, line, column, new int[0], 0));
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == TAB;
  }

  private static boolean isBreak(int character) {
    return character == '\n' || character == '\r';
  }
}
