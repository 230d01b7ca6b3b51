package dev.fairway.operator.command;

import dev.fairway.core.policy.Digest;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.operator.settings.SafetySection;
import dev.fairway.operator.settings.Settings;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.safety.SafetySettings;

/** From what is set to what each part of the program takes. */
final class SettingsMapping {

  private SettingsMapping() {}

  static ClusterSettings cluster(Settings settings) {
    return new ClusterSettings(
        settings.cluster().name(),
        settings.cluster().owner(),
        settings.cluster().networks(),
        settings.cluster().siteLabel(),
        settings.cluster().defaultSite(),
        settings.cluster().datapath(),
        settings.cluster().covers(),
        settings.intents());
  }

  /** A pass that writes nothing. */
  static SyncOptions planning(Settings settings) {
    return SyncOptions.builder()
        .owner(settings.cluster().owner())
        .mode(settings.sync().mode())
        .scope(settings.wan().scope())
        .safety(safety(settings.safety()))
        .dryRun(true)
        .build();
  }

  private static SafetySettings safety(SafetySection safety) {
    return new SafetySettings(
        safety.maxLostShare(),
        safety.minTuples(),
        safety.holdOnEmptyStart(),
        safety.approve().map(Digest::hex));
  }
}
