package dev.fairway.operator.settings;

import java.util.Optional;
import java.util.stream.Stream;

/** The settings of earlier versions that have no effect any more, each with what replaces it. */
enum RemovedSetting {
  APPROVE(
      "safety.approve",
      "no plan is refused as a whole any more; a hold is approved by its id, without a restart:"
          + " fairway approve HOLD-ID, or the annotation fairway.dev/release on the Service"),
  HOLD_ON_EMPTY_START(
      "safety.holdOnEmptyStart",
      "what is missing at a start is judged like any other loss, by safety.maxLostShare,"
          + " safety.retention and safety.holdFor");

  private final String key;
  private final String replacement;

  RemovedSetting(String key, String replacement) {
    this.key = key;
    this.replacement = replacement;
  }

  /** The dotted key. */
  String key() {
    return key;
  }

  /** What holds instead, in a clause. */
  String replacement() {
    return replacement;
  }

  /** The removed setting of a key. */
  static Optional<RemovedSetting> byKey(String key) {
    return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  /** The keys of all, in their order. */
  static Stream<String> keys() {
    return Stream.of(values()).map(RemovedSetting::key);
  }
}
