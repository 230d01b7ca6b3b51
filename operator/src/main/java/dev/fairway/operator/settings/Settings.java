package dev.fairway.operator.settings;

import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.operator.settings.Setting.Meaning;
import dev.fairway.runtime.ScopeSource;
import dev.fairway.runtime.loop.MaintenanceWindow;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.BackendSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the program, with their defaults filled in: one record a section of the file, in
 * its order. Immutable; {@link #toString()} shows no value of the backend's settings.
 *
 * @param cluster the cluster
 * @param wan the WAN
 * @param backend the backend
 * @param sync syncs
 * @param safety the limits of losses and gains
 * @param freeze the maintenance windows, in which nothing is written to the fabric
 * @param intents how annotations are read
 * @param leaderElection how one process of several is elected
 * @param status what is written back
 * @param log the log
 * @param server the HTTP server
 */
public record Settings(
    ClusterSection cluster,
    WanSection wan,
    BackendSection backend,
    SyncSection sync,
    SafetySection safety,
    @Meaning("The maintenance windows: while one is open, nothing is written to the fabric.")
        @Setting(key = "freeze", format = SettingFormat.WINDOWS)
        List<MaintenanceWindow> freeze,
    @Meaning("The fallback of a tunnel that was asked for by the alias key and names none.")
        @Setting(
            key = "intents.aliasFallback",
            format = SettingFormat.ALIAS_FALLBACK,
            byDefault = "none")
        IntentOptions intents,
    LeaderElectionSection leaderElection,
    StatusSection status,
    LogSection log,
    ServerSection server) {

  /** Copies. */
  public Settings {
    freeze = List.copyOf(freeze);
  }

  /** The cluster that is read. */
  public record ClusterSection(
      @Meaning("What this cluster is called in reports and in the order between clusters.")
          @Setting(format = SettingFormat.NAME, byDefault = "cluster")
          String name,
      @Meaning("What a mesh of clusters calls this cluster; none: as its name.")
          @Setting(format = SettingFormat.MESH_NAME)
          Optional<String> meshName,
      @Meaning("The addresses that a Service may claim; none: any, with a notice.")
          @Setting(format = SettingFormat.NETWORKS)
          List<Network> networks,
      @Meaning("The label of a Node that names its site.")
          @Setting(format = SettingFormat.LABEL_KEY, byDefault = "fairway.dev/site")
          String siteLabel,
      @Meaning("Where an endpoint is whose node and network do not tell.")
          @Setting(format = SettingFormat.SITE)
          Optional<SiteId> defaultSite,
      @Meaning("How the pods' packets look on the WAN: with their own addresses, or wrapped.")
          @Setting(format = SettingFormat.DATAPATH, byDefault = "unknown")
          Datapath datapath,
      @Meaning("Which addresses of a Service get rules.")
          @Setting(format = SettingFormat.COVERAGE, byDefault = "pods+vip")
          AddressCoverage covers,
      @Meaning("Whose rules these are on the fabric; none: the cluster's name.")
          @Setting(format = SettingFormat.OWNER)
          OwnerId owner) {

    /** Copies. */
    public ClusterSection {
      networks = List.copyOf(networks);
    }
  }

  /** The WAN between the sites. */
  public record WanSection(
      @Meaning(
              "What bounds the rules that match senders: the fabric's routes, nothing, or"
                  + " prefixes.")
          @Setting(format = SettingFormat.SCOPE, byDefault = "fabric")
          ScopeSource scope,
      @Meaning("How often the WAN's inventory is read.")
          @Setting(format = SettingFormat.DURATION, byDefault = "60s")
          Duration interval,
      @Meaning(
              "How often the fabric is asked, between syncs, whether its policy is as it was left.")
          @Setting(format = SettingFormat.DURATION, byDefault = "30s")
          Duration lookInterval) {}

  /**
   * The backend and its own settings. The text shows their names alone; two sections are equal only
   * where they share the same settings object.
   */
  public record BackendSection(
      @Meaning("Which backend speaks to the fabric.")
          @Setting(format = SettingFormat.NAME, byDefault = "mock")
          String name,
      @Meaning("What the backend takes; relative paths start at the folder of the settings file.")
          @Setting(format = SettingFormat.BACKEND_SETTINGS)
          BackendSettings settings) {}

  /** The syncs, and when they run. */
  public record SyncSection(
      @Meaning("How far a plan may go.")
          @Setting(format = SettingFormat.PLAN_MODE, byDefault = "sync")
          PlanMode mode,
      @Meaning("How long a change waits for others before a sync.")
          @Setting(format = SettingFormat.DELAY, byDefault = "200ms")
          Duration debounce,
      @Meaning("How long a change waits at most while others keep coming.")
          @Setting(format = SettingFormat.DURATION, byDefault = "2s")
          Duration maxDelay,
      @Meaning("How often a sync runs without a change.")
          @Setting(format = SettingFormat.DURATION, byDefault = "5m")
          Duration resync) {

    /** Refuses a debounce that would outlast its own bound. */
    public SyncSection {
      if (debounce.compareTo(maxDelay) > 0) {
        throw new IllegalArgumentException("debounce " + debounce + " over maxDelay " + maxDelay);
      }
    }
  }

  /** The limits of what may be taken from addresses, and given to them. */
  public record SafetySection(
      @Meaning(
              "The largest share of the addresses with a rule, and of the Services that ask, that the"
                  + " cluster may lose within the window without a reason that was seen; 100%: no"
                  + " limit.")
          @Setting(format = SettingFormat.PERCENTAGE, byDefault = "30%")
          int maxLostShare,
      @Meaning(
              "Where fewer addresses, Services or address ports than this are there, no share of them"
                  + " is judged.")
          @Setting(formerKey = "safety.minTuples", format = SettingFormat.COUNT, byDefault = "20")
          int minAddressPorts,
      @Meaning("How long an address that is missing without a reason keeps its rules.")
          @Setting(format = SettingFormat.HOLD_TIME, byDefault = "60s")
          Duration retention,
      @Meaning(
              "How long it keeps them where its Service fell below half of its addresses or to none;"
                  + " not shorter than the retention.")
          @Setting(format = SettingFormat.HOLD_TIME, byDefault = "10m")
          Duration holdFor,
      @Meaning("The time within which losses, and gains, are counted together.")
          @Setting(format = SettingFormat.DURATION, byDefault = "10m")
          Duration window,
      @Meaning(
              "How many address ports new and changed declarations may add within the window, in"
                  + " percent of those of the others; more waits for an approval.")
          @Setting(format = SettingFormat.GAIN, byDefault = "50%")
          int maxGain,
      @Meaning(
              "The addresses that no rule is for and none cuts off, beside those of the API"
                  + " server.")
          @Setting(key = "safety.protected", format = SettingFormat.PREFIXES)
          List<IpPrefix> protectedAddresses) {

    /** Copies; refuses what {@link SafetySettings} refuses. */
    public SafetySection {
      protectedAddresses = List.copyOf(protectedAddresses);
      settings(maxLostShare, minAddressPorts, retention, holdFor, window, maxGain);
    }

    /** The limits of syncs. */
    public SafetySettings limits() {
      return settings(maxLostShare, minAddressPorts, retention, holdFor, window, maxGain);
    }

    private static SafetySettings settings(
        int maxLostShare,
        int minAddressPorts,
        Duration retention,
        Duration holdFor,
        Duration window,
        int maxGain) {
      return new SafetySettings(maxLostShare, minAddressPorts, retention, holdFor, window, maxGain);
    }
  }

  /** The election of the one process that acts. */
  public record LeaderElectionSection(
      @Meaning("Whether several processes choose one that acts.")
          @Setting(format = SettingFormat.TRUE_OR_FALSE, byDefault = "false")
          boolean enabled,
      @Meaning("The namespace and name of the Lease that they share.")
          @Setting(format = SettingFormat.LEASE, byDefault = "fairway-system/fairway")
          LeaseName lease,
      @Meaning("How long others wait for a leader that is silent.")
          @Setting(format = SettingFormat.DURATION, byDefault = "15s")
          Duration duration,
      @Meaning("How long a leader tries to renew before it gives up; less than the duration.")
          @Setting(format = SettingFormat.DURATION, byDefault = "10s")
          Duration renew,
      @Meaning("How long it waits between tries; less than the time to renew.")
          @Setting(format = SettingFormat.DURATION, byDefault = "2s")
          Duration retry) {

    /** Refuses times in which two processes could lead at once. */
    public LeaderElectionSection {
      if (retry.compareTo(renew) >= 0 || renew.compareTo(duration) >= 0) {
        throw new IllegalArgumentException(
            "not retry " + retry + " < renew " + renew + " < duration " + duration);
      }
    }
  }

  /**
   * The Lease by which one of several processes is elected.
   *
   * @param namespace where it lives
   * @param name its name
   */
  public record LeaseName(String namespace, String name) {

    /** Refuses what is not a name. */
    public LeaseName {
      DnsLabel.require("namespace", namespace);
      DnsLabel.require("lease", name);
    }

    /** {@code namespace/name}. */
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  /** The status that is written back on Services. */
  public record StatusSection(
      @Meaning("Whether conditions and Events are written on Services.")
          @Setting(format = SettingFormat.TRUE_OR_FALSE, byDefault = "true")
          boolean enabled) {}

  /** The log. */
  public record LogSection(
      @Meaning("How the log is written.")
          @Setting(format = SettingFormat.LOG_FORMAT, byDefault = "text")
          LogFormat format) {}

  /** The formats of the log: lines of text, or one JSON object a line. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /** The HTTP server of the running operator. */
  public record ServerSection(
      @Meaning("Where health, metrics and read-only answers are served.")
          @Setting(format = SettingFormat.ADDRESS, byDefault = "127.0.0.1")
          IpPrefix address,
      @Meaning("The TCP port of that server; 0: any free one.")
          @Setting(format = SettingFormat.PORT, byDefault = "8080")
          int port) {

    /** Refuses what is not one address, and ports that do not exist. */
    public ServerSection {
      address.requireAddress();
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port " + port);
      }
    }
  }
}
