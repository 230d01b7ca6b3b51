package dev.fairway.operator.settings;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.policy.Digest;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.runtime.ScopeSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** Every setting there is, with its kind, its default and what it is for. */
public final class SettingTable {

  static final KnownSetting<String> CLUSTER_NAME =
      new KnownSetting<>(
          "cluster.name",
          ValueKinds.NAME,
          "cluster",
          "What this cluster is called in reports and in the order between clusters.");

  static final KnownSetting<List<Network>> CLUSTER_NETWORKS =
      new KnownSetting<>(
          "cluster.networks",
          new NetworkListKind(NetworkItem.WITH_SITE),
          "",
          "The addresses that a Service may claim; none: any, with a notice.");

  static final KnownSetting<String> CLUSTER_SITE_LABEL =
      new KnownSetting<>(
          "cluster.siteLabel",
          ValueKinds.NODE_LABEL,
          "fairway.dev/site",
          "The label of a Node that names its site.");

  static final KnownSetting<Optional<SiteId>> CLUSTER_DEFAULT_SITE =
      new KnownSetting<>(
          "cluster.defaultSite",
          ValueKinds.SITE.orNone(),
          "",
          "Where an endpoint is whose node and network do not tell.");

  static final KnownSetting<Datapath> CLUSTER_DATAPATH =
      new KnownSetting<>(
          "cluster.datapath",
          ScalarKind.choice(List.of(Datapath.values()), SettingTable::lowerCase),
          "unknown",
          "How the pods' packets look on the WAN: with their own addresses, or wrapped.");

  static final KnownSetting<AddressCoverage> CLUSTER_COVERS =
      new KnownSetting<>(
          "cluster.covers",
          ScalarKind.choice(List.of(AddressCoverage.values()), AddressCoverage::text),
          "pods+vip",
          "Which addresses of a Service get rules.");

  static final KnownSetting<Optional<String>> CLUSTER_OWNER =
      new KnownSetting<>(
          "cluster.owner",
          ValueKinds.NAME.orNone(),
          "",
          "Whose rules these are on the fabric; none: the cluster's name.");

  static final KnownSetting<ScopeSource> WAN_SCOPE =
      new KnownSetting<>(
          "wan.scope",
          new WanScopeKind(),
          "fabric",
          "What bounds the rules that match senders: the fabric's routes, nothing, or prefixes.");

  static final KnownSetting<Duration> WAN_INTERVAL =
      new KnownSetting<>(
          "wan.interval", ValueKinds.DURATION, "60s", "How often the WAN's inventory is read.");

  static final KnownSetting<String> BACKEND_NAME =
      new KnownSetting<>(
          "backend.name", ValueKinds.NAME, "mock", "Which backend speaks to the fabric.");

  static final KnownSetting<SortedMap<String, String>> BACKEND_SETTINGS =
      new KnownSetting<>(
          "backend.settings",
          new BackendMapKind(),
          "",
          "What the backend takes; relative paths start at the folder of the settings file.");

  static final KnownSetting<PlanMode> SYNC_MODE =
      new KnownSetting<>(
          "sync.mode",
          ScalarKind.choice(List.of(PlanMode.values()), PlanMode::text),
          "sync",
          "How far a plan may go.");

  static final KnownSetting<Duration> SYNC_DEBOUNCE =
      new KnownSetting<>(
          "sync.debounce",
          ValueKinds.DELAY,
          "200ms",
          "How long a change waits for others before a pass.");

  static final KnownSetting<Duration> SYNC_MAX_DELAY =
      new KnownSetting<>(
          "sync.maxDelay",
          ValueKinds.DURATION,
          "2s",
          "How long a change waits at most while others keep coming.");

  static final KnownSetting<Duration> SYNC_RESYNC =
      new KnownSetting<>(
          "sync.resync", ValueKinds.DURATION, "5m", "How often a pass runs without a change.");

  static final KnownSetting<Integer> SAFETY_MAX_LOST_SHARE =
      new KnownSetting<>(
          "safety.maxLostShare",
          ValueKinds.PERCENT_SHARE,
          "30%",
          "The largest share of steered tuples that a plan may lose, of all and of each Service.");

  static final KnownSetting<Integer> SAFETY_MIN_TUPLES =
      new KnownSetting<>(
          "safety.minTuples",
          ValueKinds.number(1, 999_999_999),
          "20",
          "What had fewer tuples than this is too small to be judged by its share.");

  static final KnownSetting<Boolean> SAFETY_HOLD_ON_EMPTY_START =
      new KnownSetting<>(
          "safety.holdOnEmptyStart",
          ValueKinds.TRUE_OR_FALSE,
          "true",
          "Whether rules on the fabric stay when a process finds nothing to do at its start.");

  static final KnownSetting<Optional<Digest>> SAFETY_APPROVE =
      new KnownSetting<>(
          "safety.approve",
          ValueKinds.DIGEST.orNone(),
          "",
          "The digest of one refused plan that may pass whatever it takes away.");

  static final KnownSetting<Fallback> INTENTS_ALIAS_FALLBACK =
      new KnownSetting<>(
          "intents.aliasFallback",
          ScalarKind.choice(List.of(Fallback.values()), Fallback::text),
          "none",
          "The fallback of a tunnel that was asked for by the alias key and names none.");

  static final KnownSetting<Boolean> LEADER_ELECTION_ENABLED =
      new KnownSetting<>(
          "leaderElection.enabled",
          ValueKinds.TRUE_OR_FALSE,
          "false",
          "Whether several processes choose one that acts.");

  static final KnownSetting<LeaseName> LEADER_ELECTION_LEASE =
      new KnownSetting<>(
          "leaderElection.lease",
          ValueKinds.LEASE,
          "fairway-system/fairway",
          "The namespace and name of the Lease that they share.");

  static final KnownSetting<Duration> LEADER_ELECTION_DURATION =
      new KnownSetting<>(
          "leaderElection.duration",
          ValueKinds.DURATION,
          "15s",
          "How long others wait for a leader that is silent.");

  static final KnownSetting<Duration> LEADER_ELECTION_RENEW =
      new KnownSetting<>(
          "leaderElection.renew",
          ValueKinds.DURATION,
          "10s",
          "How long a leader tries to renew before it gives up; less than the duration.");

  static final KnownSetting<Duration> LEADER_ELECTION_RETRY =
      new KnownSetting<>(
          "leaderElection.retry",
          ValueKinds.DURATION,
          "2s",
          "How long it waits between tries; less than the time to renew.");

  static final KnownSetting<Boolean> STATUS_ENABLED =
      new KnownSetting<>(
          "status.enabled",
          ValueKinds.TRUE_OR_FALSE,
          "true",
          "Whether conditions and Events are written on Services.");

  static final KnownSetting<LogFormat> LOG_FORMAT =
      new KnownSetting<>(
          "log.format",
          ScalarKind.choice(List.of(LogFormat.values()), LogFormat::text),
          "text",
          "How the log is written.");

  static final KnownSetting<IpPrefix> SERVER_ADDRESS =
      new KnownSetting<>(
          "server.address",
          ValueKinds.ADDRESS,
          "127.0.0.1",
          "Where health, metrics and read-only answers are served.");

  static final KnownSetting<Integer> SERVER_PORT =
      new KnownSetting<>(
          "server.port",
          ValueKinds.number(0, 65_535),
          "8080",
          "The TCP port of that server; 0: any free one.");

  private static final List<KnownSetting<?>> ALL =
      List.of(
          CLUSTER_NAME,
          CLUSTER_NETWORKS,
          CLUSTER_SITE_LABEL,
          CLUSTER_DEFAULT_SITE,
          CLUSTER_DATAPATH,
          CLUSTER_COVERS,
          CLUSTER_OWNER,
          WAN_SCOPE,
          WAN_INTERVAL,
          BACKEND_NAME,
          BACKEND_SETTINGS,
          SYNC_MODE,
          SYNC_DEBOUNCE,
          SYNC_MAX_DELAY,
          SYNC_RESYNC,
          SAFETY_MAX_LOST_SHARE,
          SAFETY_MIN_TUPLES,
          SAFETY_HOLD_ON_EMPTY_START,
          SAFETY_APPROVE,
          INTENTS_ALIAS_FALLBACK,
          LEADER_ELECTION_ENABLED,
          LEADER_ELECTION_LEASE,
          LEADER_ELECTION_DURATION,
          LEADER_ELECTION_RENEW,
          LEADER_ELECTION_RETRY,
          STATUS_ENABLED,
          LOG_FORMAT,
          SERVER_ADDRESS,
          SERVER_PORT);

  private SettingTable() {}

  /** Every setting, in the order of the file. Unmodifiable. */
  public static List<KnownSetting<?>> all() {
    return ALL;
  }

  /** The setting of a dotted key. */
  public static Optional<KnownSetting<?>> byKey(String key) {
    for (KnownSetting<?> setting : ALL) {
      if (setting.key().equals(key)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** The sections, in the order of the file. */
  static List<String> sections() {
    return ALL.stream().map(setting -> setting.key().split("\\.", 2)[0]).distinct().toList();
  }

  /** The keys inside a section, without its name, in the order of the file. */
  static List<String> keysIn(String section) {
    String prefix = section + ".";
    return ALL.stream()
        .map(KnownSetting::key)
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  private static String lowerCase(Datapath datapath) {
    return datapath.name().toLowerCase(Locale.ROOT);
  }
}
