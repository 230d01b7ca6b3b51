package dev.fairway.operator.run;

import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.status.StatusSettings;
import dev.fairway.operator.settings.Settings;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.loop.LoopSettings;
import java.time.Duration;

/** The mapping from the settings to the options of each part of the program. */
public final class SettingsMapping {

  /** With what comes behind it, an end within five seconds. */
  private static final Duration GRACE = Duration.ofMillis(1_500);

  private static final Duration DRAIN = Duration.ofMillis(500);

  /** A controller may take minutes to bring a change to every edge; its requests take seconds. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(12);

  private SettingsMapping() {}

  /** The settings of the cluster. */
  public static ClusterSettings cluster(Settings settings) {
    return new ClusterSettings(
        settings.cluster().name(),
        settings.cluster().meshName(),
        settings.cluster().owner(),
        settings.cluster().networks(),
        settings.cluster().siteLabel(),
        settings.cluster().defaultSite(),
        settings.cluster().datapath(),
        settings.cluster().covers(),
        settings.intents(),
        settings.safety().protectedAddresses());
  }

  /** The options of one sync that writes nothing, and that reads the inventory once. */
  public static SyncOptions planning(Settings settings) {
    return syncs(settings).dryRun(true).inventoryInterval(Duration.ofDays(1)).build();
  }

  /** The options of syncs that follow the mode. */
  static SyncOptions.Builder syncs(Settings settings) {
    return SyncOptions.builder()
        .owner(settings.cluster().owner())
        .deadline(LONGEST_CALL)
        .mode(settings.sync().mode())
        .scope(settings.wan().scope())
        .safety(settings.safety().limits());
  }

  /** The times of the loop. */
  static LoopSettings loop(Settings settings) {
    LoopSettings defaults = LoopSettings.DEFAULTS;
    return new LoopSettings(
        settings.sync().debounce(),
        settings.sync().maxDelay(),
        settings.sync().resync(),
        settings.wan().interval(),
        settings.wan().lookInterval(),
        defaults.firstRetry(),
        defaults.longestRetry(),
        GRACE);
  }

  /** The settings for writing the status of Services. */
  static StatusSettings status(String instance) {
    StatusSettings defaults = StatusSettings.DEFAULTS;
    return new StatusSettings(
        defaults.fieldManager(),
        defaults.acceptedWait(),
        defaults.eventsPerSecond(),
        defaults.eventBurst(),
        defaults.writers(),
        defaults.requestTimeout(),
        defaults.firstRetry(),
        defaults.longestRetry(),
        DRAIN,
        defaults.eventsPerSync(),
        defaults.reportingController(),
        instance);
  }
}
