package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.UNKNOWN_KEY;

import dev.fairway.core.diagnostic.NearestWord;
import java.util.Locale;
import java.util.Optional;

/**
 * The grammar of keys: the prefix, a word of the vocabulary, and for one port a dot and the name of
 * that port. A port is named here, never numbered: whether {@code tunnel.80} and {@code
 * fallback.http} speak of one port could not be told without the Service.
 */
final class KeyGrammar {

  private static final String PREFIX = IntentAnnotations.PREFIX;

  private KeyGrammar() {}

  /**
   * True where a key has our prefix, in whatever case: Kubernetes lets {@code Fairway.dev/tunnel}
   * pass, and nobody else would tell its author.
   */
  static boolean isOurs(String key) {
    return key.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Reads a key that {@link #isOurs}. */
  static ParseResult<AnnotationKey> parse(String key) {
    String local = key.substring(PREFIX.length());
    int dot = local.indexOf('.');
    String word = dot < 0 ? local : local.substring(0, dot);
    String port = dot < 0 ? AnnotationKey.GENERAL : local.substring(dot + 1);
    Optional<KeyName> name = KeyName.of(word);
    if (name.isEmpty() || !key.startsWith(PREFIX)) {
      return unknown(instead(word, port));
    }
    return dot < 0
        ? ParseResult.of(AnnotationKey.general(name.get()))
        : forOnePort(name.get(), port);
  }

  private static ParseResult<AnnotationKey> forOnePort(KeyName name, String port) {
    if (!name.hasFormForOnePort()) {
      return unknown(": list the port in '" + AnnotationKey.general(name) + "'");
    }
    if (!PortRef.isName(port)) {
      return unknown(
          ": after the dot stands "
              + PortRef.NAME
              + ", and '"
              + Excerpt.of(port)
              + "' is not that"
              + lowerCase(name, port));
    }
    return ParseResult.of(new AnnotationKey(name, port));
  }

  private static String lowerCase(KeyName name, String port) {
    String lower = port.toLowerCase(Locale.ROOT);
    return PortRef.isName(lower) ? didYouMean(new AnnotationKey(name, lower)) : "";
  }

  /** What somebody probably meant; else what there is to choose from. */
  private static String instead(String word, String port) {
    return NearestWord.of(word.toLowerCase(Locale.ROOT), KeyName.words())
        .flatMap(KeyName::of)
        .map(name -> didYouMean(nearest(name, port)))
        .orElse("; the keys are " + String.join(", ", KeyName.supportedWords()));
  }

  private static AnnotationKey nearest(KeyName name, String port) {
    return name.hasFormForOnePort() && PortRef.isName(port)
        ? new AnnotationKey(name, port)
        : AnnotationKey.general(name);
  }

  private static String didYouMean(AnnotationKey key) {
    return "; did you mean '" + key + "'?";
  }

  private static ParseResult<AnnotationKey> unknown(String instead) {
    return ParseResult.flawed(UNKNOWN_KEY, "is not a key of Fairway" + instead);
  }
}
