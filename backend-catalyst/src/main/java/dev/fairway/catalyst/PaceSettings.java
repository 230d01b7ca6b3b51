package dev.fairway.catalyst;

import dev.fairway.catalyst.change.PushTiming;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SettingException;

/** Reads how often, and how patiently, controllers are pushed to. */
final class PaceSettings {

  private PaceSettings() {}

  /**
   * Reads.
   *
   * @throws SettingException naming the setting and what would be right
   */
  static PushTiming read(BackendSettings settings) {
    PushTiming usual = PushTiming.USUAL;
    PushTiming pace =
        new PushTiming(
            settings.duration(CatalystSettingKeys.MIN_PUSH_INTERVAL, usual.minPushInterval()),
            settings.duration(CatalystSettingKeys.PUSH_TIMEOUT, usual.pushTimeout()),
            settings.duration(CatalystSettingKeys.YIELD, usual.yieldAfterForeign()),
            usual.firstPoll(),
            usual.longestPoll());
    if (pace.pushTimeout().isZero()) {
      throw new SettingException(
          CatalystSettingKeys.PUSH_TIMEOUT, "must be longer than nothing, as in 30s, 10m");
    }
    return pace;
  }
}
