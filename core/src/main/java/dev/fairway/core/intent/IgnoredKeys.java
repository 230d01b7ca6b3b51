package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.diagnostic.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The keys that are probably meant for Fairway and have no effect: annotations whose prefix is
 * nearly Fairway's or the alias's, and labels with a key that only counts as an annotation. They
 * are told as warnings and never hold a Service, since they may be another program's.
 */
final class IgnoredKeys {

  private static final String DOMAIN = "fairway.dev";
  private static final String NAME = "fairway";
  private static final String ALIAS_DOMAIN = "policy.sdwan.cisco.com";
  private static final String ALIAS_SUFFIX = "sdwan.cisco.com";
  private static final int MAX_LENGTH = 100;
  private static final Pattern PUNCTUATION = Pattern.compile("[._-]+");
  private static final Pattern BEYOND_ALIAS =
      Pattern.compile(
          "tunnel\\..+|(fallback|encryption|access|inspect|dscp|segment)(\\..+)?|ports");
  private static final List<String> WORDS = Arrays.stream(Word.values()).map(Word::text).toList();

  private IgnoredKeys() {}

  /** The key that an annotation without effect was probably meant to have; empty for others. */
  static Optional<String> meant(String key) {
    if (IntentAnnotations.isOurs(key) || key.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String lower = key.toLowerCase(Locale.ROOT);
    int slash = lower.indexOf('/');
    if (slash < 0) {
      return withoutSlash(lower);
    }
    String prefix = lower.substring(0, slash);
    String name = lower.substring(slash + 1);
    if (isLikeAlias(prefix)) {
      return NearestWord.of(name, List.of(Word.TUNNEL.text()))
          .map(word -> IntentAnnotations.ALIAS)
          .or(() -> beyondAlias(name));
    }
    return isLikeDomain(prefix) ? known(name) : Optional.empty();
  }

  /** What the alias has no key for, and Fairway's own prefix has: {@code tunnel.http}. */
  private static Optional<String> beyondAlias(String name) {
    return BEYOND_ALIAS.matcher(name).matches() ? known(name) : Optional.empty();
  }

  private static boolean isLikeAlias(String prefix) {
    return prefix.endsWith(ALIAS_SUFFIX) || NearestWord.isWithin(3, prefix, ALIAS_DOMAIN);
  }

  private static boolean isLikeDomain(String prefix) {
    return NearestWord.isWithin(2, prefix, DOMAIN)
        || PUNCTUATION.splitAsStream(prefix).anyMatch(IgnoredKeys::isLikeName);
  }

  private static boolean isLikeName(String label) {
    return NearestWord.isWithin(1, label, NAME);
  }

  /** {@code fairway.dev.tunnel}, {@code fairway-tunnel}, {@code tunnel.fairway.dev}. */
  private static Optional<String> withoutSlash(String key) {
    List<String> labels = PUNCTUATION.splitAsStream(key).toList();
    return labels.stream().anyMatch(IgnoredKeys::isLikeName)
        ? labels.stream()
            .filter(WORDS::contains)
            .findFirst()
            .map(word -> IntentAnnotations.PREFIX + word)
        : Optional.empty();
  }

  /** The key of the vocabulary with nearly that name behind the prefix. */
  private static Optional<String> known(String name) {
    int dot = name.indexOf('.');
    String port = dot < 0 ? "" : name.substring(dot + 1);
    return NearestWord.of(dot < 0 ? name : name.substring(0, dot), WORDS)
        .map(word -> IntentAnnotations.PREFIX + word + (PortRef.isName(port) ? "." + port : ""));
  }

  /** The annotation key that a label was probably meant to be; empty for others. */
  static Optional<String> meantByLabel(String key) {
    if (key.equals(IntentAnnotations.ALIAS)) {
      return Optional.of(key);
    }
    return AnnotationKey.hasPrefix(key)
        ? known(key.substring(IntentAnnotations.PREFIX.length()).toLowerCase(Locale.ROOT))
        : meant(key);
  }

  /** The warnings about annotations, where the right key is not there as well. */
  static List<Diagnostic> annotations(Subject object, Set<String> keys) {
    return new TreeSet<>(keys)
        .stream()
            .flatMap(
                key ->
                    meant(key).stream()
                        .filter(meant -> !keys.contains(meant))
                        .map(
                            meant ->
                                warning(
                                    object,
                                    key,
                                    "the annotation "
                                        + Excerpt.of(key)
                                        + " is not read; did you mean '"
                                        + meant
                                        + "'?")))
            .toList();
  }

  /** The warnings about labels, where the annotation is not there as well. */
  static List<Diagnostic> labels(Subject object, Set<String> keys, Set<String> annotations) {
    return new TreeSet<>(keys)
        .stream()
            .flatMap(
                key ->
                    meantByLabel(key).stream()
                        .filter(meant -> !annotations.contains(meant))
                        .map(
                            meant ->
                                warning(
                                    object,
                                    key,
                                    "the label "
                                        + Excerpt.of(key)
                                        + " is not read: write it as the annotation '"
                                        + meant
                                        + "'")))
            .toList();
  }

  private static Diagnostic warning(Subject object, String key, String message) {
    return Diagnostic.warning(DiagnosticCode.IGNORED_KEY, object, Excerpt.of(key), "", message);
  }
}
