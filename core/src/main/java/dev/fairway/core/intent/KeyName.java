package dev.fairway.core.intent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of the vocabulary, after the prefix; those that no code carries out yet included. */
enum KeyName {
  TUNNEL,
  FALLBACK,
  PORTS,
  CLASS,
  SLO,
  ENCRYPTION,
  INSPECT,
  ACCESS,
  SEGMENT,
  DSCP;

  /** {@code tunnel}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** False for the one key that speaks of ports itself. */
  boolean hasFormForOnePort() {
    return this != PORTS;
  }

  /** The key that is spelt exactly so. */
  static Optional<KeyName> of(String text) {
    return Arrays.stream(values()).filter(key -> key.text().equals(text)).findFirst();
  }

  /** The keys that have a value which is carried out, as people write them. */
  static List<String> supportedWords() {
    return Stream.of(TUNNEL, FALLBACK, PORTS, CLASS).map(KeyName::text).toList();
  }

  /** Every key, as people write it. */
  static List<String> words() {
    return Arrays.stream(values()).map(KeyName::text).toList();
  }
}
