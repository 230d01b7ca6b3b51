package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The key of an annotation, parsed: the prefix, a word of the vocabulary, and for one port a dot
 * and the name of that port. A port is named here, never numbered: whether {@code tunnel.80} and
 * {@code fallback.http} are about one port could not be told without the Service.
 *
 * <p>Order: keys for one port before general ones, then by port, then as {@link Word} lists them;
 * so, within one object, a key that wins stands before the key that it wins over.
 *
 * @param word the word of the vocabulary
 * @param port the name of the one port that the key is for; empty for the general form
 */
record AnnotationKey(Word word, String port) implements Comparable<AnnotationKey> {

  /** The port of a key in its general form. */
  static final String GENERAL = "";

  private static final String PREFIX = IntentAnnotations.PREFIX;

  static AnnotationKey general(Word word) {
    return new AnnotationKey(word, GENERAL);
  }

  boolean isGeneral() {
    return port.isEmpty();
  }

  /**
   * True where a key has Fairway's prefix, in whatever case: Kubernetes accepts {@code
   * Fairway.dev/tunnel}, and no other program would report it to its author.
   */
  static boolean hasPrefix(String key) {
    return key.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Parses a key that {@link #hasPrefix}. */
  static ParseResult<AnnotationKey> parse(String key) {
    String local = key.substring(PREFIX.length());
    int dot = local.indexOf('.');
    String text = dot < 0 ? local : local.substring(0, dot);
    String port = dot < 0 ? GENERAL : local.substring(dot + 1);
    Optional<Word> word = Word.of(text);
    if (word.isEmpty() || !key.startsWith(PREFIX)) {
      return unknown(suggestion(text, port));
    }
    return dot < 0 ? ParseResult.of(general(word.get())) : forOnePort(word.get(), port);
  }

  private static ParseResult<AnnotationKey> forOnePort(Word word, String port) {
    if (word == Word.PORTS) {
      return unknown(": list the port in '" + general(word) + "'");
    }
    if (PortRef.isName(port)) {
      return ParseResult.of(new AnnotationKey(word, port));
    }
    String lower = port.toLowerCase(Locale.ROOT);
    return unknown(
        ": after the dot stands "
            + PortRef.NAME
            + ", and '"
            + Excerpt.of(port)
            + "' is not that"
            + (PortRef.isName(lower) ? didYouMean(new AnnotationKey(word, lower)) : ""));
  }

  /** The key that was probably meant; else the supported words. */
  private static String suggestion(String text, String port) {
    List<String> words = Arrays.stream(Word.values()).map(Word::text).toList();
    return NearestWord.of(text.toLowerCase(Locale.ROOT), words)
        .flatMap(Word::of)
        .map(
            word ->
                didYouMean(
                    word != Word.PORTS && PortRef.isName(port)
                        ? new AnnotationKey(word, port)
                        : general(word)))
        .orElse("; the keys are " + Word.ASKABLE + ", " + Word.CLASS.text());
  }

  private static String didYouMean(AnnotationKey key) {
    return "; did you mean '" + key + "'?";
  }

  private static ParseResult<AnnotationKey> unknown(String predicate) {
    return ParseResult.error(DiagnosticCode.UNKNOWN_KEY, "is not a key of Fairway" + predicate);
  }

  /** Parses a value of the key. */
  ParseResult<Consumer<PortDraft>> parseValue(String value) {
    return word == Word.CLASS && !isGeneral() ? ValueGrammar.notBuilt() : word.parse(value);
  }

  @Override
  public int compareTo(AnnotationKey other) {
    if (isGeneral() != other.isGeneral()) {
      return isGeneral() ? 1 : -1;
    }
    int byPort = port.compareTo(other.port);
    return byPort != 0 ? byPort : word.compareTo(other.word);
  }

  /** {@code fairway.dev/tunnel.metrics}. */
  @Override
  public String toString() {
    return PREFIX + word.text() + (isGeneral() ? "" : "." + port);
  }
}
