package dev.fairway.demo;

import dev.fairway.core.intent.IntentAnnotations;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How people edit the annotations of a Service. Pure. */
final class AnnotationEdits {

  static final String TUNNEL = IntentAnnotations.PREFIX + "tunnel";
  private static final String FALLBACK = IntentAnnotations.PREFIX + "fallback";
  static final String CLASS = IntentAnnotations.PREFIX + "class";

  private AnnotationEdits() {}

  /** True for a key that Fairway reads. */
  static boolean isOurs(String key) {
    return key.startsWith(IntentAnnotations.PREFIX) || key.equals(IntentAnnotations.ALIAS);
  }

  /** The annotations that Fairway does not read. */
  static SortedMap<String, String> withoutOurs(Map<String, String> annotations) {
    SortedMap<String, String> others = new TreeMap<>(annotations);
    others.keySet().removeIf(AnnotationEdits::isOurs);
    return others;
  }

  /** The annotations with one more, or with another value of it. */
  static SortedMap<String, String> with(Map<String, String> annotations, String key, String value) {
    SortedMap<String, String> edited = new TreeMap<>(annotations);
    edited.put(key, value);
    return edited;
  }

  /** The key that names the tunnel: the one that is there, else the general one. */
  static String tunnelKey(Map<String, String> annotations) {
    return Stream.of(TUNNEL, IntentAnnotations.ALIAS)
        .filter(annotations::containsKey)
        .findFirst()
        .or(() -> forOnePort(annotations, TUNNEL))
        .orElse(TUNNEL);
  }

  /** The key that says what happens without the tunnel: the one that is there, or would be. */
  static String fallbackKey(Map<String, String> annotations) {
    String tunnel = tunnelKey(annotations);
    String beside = tunnel.startsWith(TUNNEL) ? tunnel.substring(TUNNEL.length()) : "";
    return forOnePort(annotations, FALLBACK).orElse(FALLBACK + beside);
  }

  private static Optional<String> forOnePort(Map<String, String> annotations, String key) {
    return annotations.keySet().stream()
        .filter(name -> name.startsWith(key + "."))
        .sorted()
        .findFirst();
  }

  /** A name as it looks when somebody was in a hurry: its last letter but one is missing. */
  static String mistyped(String name) {
    int at = name.length() - 2;
    return at < 0 ? name + name : name.substring(0, at) + name.substring(at + 1);
  }
}
