package dev.fairway.core.intent;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A word of the vocabulary, with the grammar of its values and what they add to what is asked for a
 * port. In the order of the documentation, those that are not built yet last.
 */
enum Word {
  TUNNEL(ValueGrammar::tunnel, PortDraft::tunnel),
  FALLBACK(ValueGrammar::fallback, PortDraft::fallback),
  ENCRYPTION(ValueGrammar::encryption, (draft, required) -> draft.encryption()),
  ACCESS(AccessGrammar::parse, PortDraft::admission),
  INSPECT(ValueGrammar::inspect, PortDraft::inspect),
  DSCP(DscpGrammar::parse, PortDraft::dscp),
  SEGMENT(ValueGrammar::segment, PortDraft::segment),
  PORTS(ValueGrammar::ports, PortDraft::ports),
  CLASS(ValueGrammar::noClass, (draft, none) -> {}),
  SLO(value -> ValueGrammar.notBuilt(), (draft, none) -> {});

  /** The words that say something of a port, for every port or for one. */
  static final Set<Word> OF_PORTS =
      Collections.unmodifiableSet(EnumSet.range(Word.TUNNEL, Word.SEGMENT));

  /** {@code tunnel, fallback, ports}: what can be asked for, as a message lists it. */
  static final String ASKABLE =
      EnumSet.range(Word.TUNNEL, Word.PORTS).stream()
          .map(Word::text)
          .collect(Collectors.joining(", "));

  private static final Map<String, Word> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toMap(Word::text, Function.identity()));

  private final String text = name().toLowerCase(Locale.ROOT);
  private final Function<String, ParseResult<Consumer<PortDraft>>> grammar;

  <T> Word(Function<String, ParseResult<T>> grammar, BiConsumer<PortDraft, T> addition) {
    this.grammar =
        value -> grammar.apply(value).map(parsed -> draft -> addition.accept(draft, parsed));
  }

  /** {@code tunnel}. */
  String text() {
    return text;
  }

  /** The word with exactly that spelling. */
  static Optional<Word> of(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }

  /** Parses a value into what it adds. */
  ParseResult<Consumer<PortDraft>> parse(String value) {
    return grammar.apply(value);
  }
}
