package dev.fairway.operator.settings;

import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendSettings;
import java.nio.file.Path;

/** Puts values that are right into sections. */
final class SettingsAssembly {

  private SettingsAssembly() {}

  /**
   * The settings.
   *
   * @param folder where relative paths of the backend's settings start
   */
  static Settings of(ChosenValues values, Path folder) {
    return new Settings(
        cluster(values),
        new WanSection(values.of(SettingTable.WAN_SCOPE), values.of(SettingTable.WAN_INTERVAL)),
        new BackendSection(
            values.of(SettingTable.BACKEND_NAME),
            BackendSettings.of(values.backendSettings(), folder)),
        sync(values),
        safety(values),
        new IntentOptions(values.of(SettingTable.INTENTS_ALIAS_FALLBACK)),
        leaderElection(values),
        new StatusSection(values.of(SettingTable.STATUS_ENABLED)),
        new LogSection(values.of(SettingTable.LOG_FORMAT)),
        new ServerSection(
            values.of(SettingTable.SERVER_ADDRESS), values.of(SettingTable.SERVER_PORT)));
  }

  private static ClusterSection cluster(ChosenValues values) {
    String name = values.of(SettingTable.CLUSTER_NAME);
    return new ClusterSection(
        name,
        values.of(SettingTable.CLUSTER_NETWORKS),
        values.of(SettingTable.CLUSTER_SITE_LABEL),
        values.of(SettingTable.CLUSTER_DEFAULT_SITE),
        values.of(SettingTable.CLUSTER_DATAPATH),
        values.of(SettingTable.CLUSTER_COVERS),
        new OwnerId(values.of(SettingTable.CLUSTER_OWNER).orElse(name)));
  }

  private static SyncSection sync(ChosenValues values) {
    return new SyncSection(
        values.of(SettingTable.SYNC_MODE),
        values.of(SettingTable.SYNC_DEBOUNCE),
        values.of(SettingTable.SYNC_MAX_DELAY),
        values.of(SettingTable.SYNC_RESYNC));
  }

  private static SafetySection safety(ChosenValues values) {
    return new SafetySection(
        values.of(SettingTable.SAFETY_MAX_LOST_SHARE),
        values.of(SettingTable.SAFETY_MIN_TUPLES),
        values.of(SettingTable.SAFETY_HOLD_ON_EMPTY_START),
        values.of(SettingTable.SAFETY_APPROVE));
  }

  private static LeaderElectionSection leaderElection(ChosenValues values) {
    return new LeaderElectionSection(
        values.of(SettingTable.LEADER_ELECTION_ENABLED),
        values.of(SettingTable.LEADER_ELECTION_LEASE),
        values.of(SettingTable.LEADER_ELECTION_DURATION),
        values.of(SettingTable.LEADER_ELECTION_RENEW),
        values.of(SettingTable.LEADER_ELECTION_RETRY));
  }
}
