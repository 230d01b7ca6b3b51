package dev.fairway.operator.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.operator.run.SettingsMapping;
import dev.fairway.operator.settings.Settings.ClusterSection;
import dev.fairway.operator.settings.Settings.LeaderElectionSection;
import dev.fairway.operator.settings.Settings.LeaseName;
import dev.fairway.operator.settings.Settings.LogFormat;
import dev.fairway.operator.settings.Settings.LogSection;
import dev.fairway.operator.settings.Settings.ServerSection;
import dev.fairway.operator.settings.Settings.StatusSection;
import dev.fairway.operator.settings.Settings.SyncSection;
import dev.fairway.operator.settings.Settings.WanSection;
import dev.fairway.runtime.ScopeSource;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.BackendSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

  private static final String EXAMPLE =
      """
      cluster:
        name: shop-eu
        meshName: shop-eu                                      # what a mesh of clusters calls it; default: the name
        networks: [{cidr: 10.128.0.0/9, segment: default}]     # addresses a Service may claim
        siteLabel: fairway.dev/site                            # on nodes
        defaultSite: "100"
        datapath: unknown                                      # native, overlay, unknown
        covers: pods+vip                                       # pods, pods+vip, pods+vip+nodePort
        owner: shop-eu                                         # default: the name
      wan: {scope: fabric, interval: 60s}
      backend: {name: mock, settings: {fabric: fabric.yaml}}
      sync: {mode: sync, debounce: 200ms, maxDelay: 2s, resync: 5m}
      safety: {maxLostShare: 30%, minAddressPorts: 20, retention: 60s, holdFor: 10m, window: 10m, maxGain: 50%}
      intents: {aliasFallback: none}
      leaderElection: {enabled: false, lease: fairway-system/fairway, duration: 15s, renew: 10s, retry: 2s}
      status: {enabled: true}
      log: {format: text}                                      # text, json
      server: {address: 127.0.0.1, port: 8080}
      """;

  @TempDir Path folder;

  private static Settings settings(SettingsReading reading) {
    assertEquals(List.of(), reading.diagnostics());
    return reading.settings().orElseThrow();
  }

  private Settings fromFile(String yaml) {
    return settings(SettingsFixture.in(folder, yaml).read());
  }

  private static Network network(String prefix, String segment, Optional<SiteId> site) {
    return new Network(IpPrefix.parse(prefix), new Segment(segment), site);
  }

  @Test
  void read_fullExample_givesEveryValue() {
    Settings settings = fromFile(EXAMPLE);

    assertEquals(
        new ClusterSection(
            "shop-eu",
            Optional.of("shop-eu"),
            List.of(network("10.128.0.0/9", "default", Optional.empty())),
            "fairway.dev/site",
            Optional.of(new SiteId("100")),
            Datapath.UNKNOWN,
            AddressCoverage.PODS_AND_VIPS,
            new OwnerId("shop-eu")),
        settings.cluster());
    assertEquals("mock", settings.backend().name());
    assertEquals(
        Optional.of(folder.resolve("fabric.yaml")), settings.backend().settings().path("fabric"));
    assertDefaultsOutsideClusterAndBackend(settings);
  }

  @Test
  void read_nothingSet_givesDefaults() {
    Settings settings = settings(SettingsReader.read(Optional.empty(), Map.of(), Map.of()));

    assertEquals(
        new ClusterSection(
            "cluster",
            Optional.empty(),
            List.of(),
            "fairway.dev/site",
            Optional.empty(),
            Datapath.UNKNOWN,
            AddressCoverage.PODS_AND_VIPS,
            new OwnerId("cluster")),
        settings.cluster());
    assertEquals("mock", settings.backend().name());
    assertTrue(settings.backend().settings().names().isEmpty());
    assertDefaultsOutsideClusterAndBackend(settings);
  }

  private static void assertDefaultsOutsideClusterAndBackend(Settings settings) {
    assertEquals(
        new WanSection(ScopeSource.fabric(), Duration.ofSeconds(60), Duration.ofSeconds(30)),
        settings.wan());
    assertEquals(
        new SyncSection(
            PlanMode.SYNC, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMinutes(5)),
        settings.sync());
    assertEquals(SafetySettings.DEFAULTS, settings.safety().limits());
    assertEquals(List.of(), settings.safety().protectedAddresses());
    assertEquals(IntentOptions.DEFAULT, settings.intents());
    assertEquals(
        new LeaderElectionSection(
            false,
            new LeaseName("fairway-system", "fairway"),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2)),
        settings.leaderElection());
    assertEquals(new StatusSection(true), settings.status());
    assertEquals(new LogSection(LogFormat.TEXT), settings.log());
    assertEquals(new ServerSection(IpPrefix.parse("127.0.0.1"), 8080), settings.server());
  }

  @Test
  void read_fileWithoutAValue_givesDefaults() {
    Settings defaults = settings(SettingsReader.read(Optional.empty(), Map.of(), Map.of()));
    for (String nothing :
        List.of("", "# nothing\n", "---\n", "{}", "cluster:\n#  name: x\nwan:\n")) {
      Settings settings = fromFile(nothing);
      assertEquals(defaults.cluster(), settings.cluster(), nothing);
      assertEquals(defaults.wan(), settings.wan(), nothing);
    }
  }

  @Test
  void read_byteOrderMark_isNoPartOfTheFirstKey() {
    assertEquals("eu", fromFile("\uFEFFcluster: {name: eu}\n").cluster().name());
  }

  @Test
  void read_emptyOptionalValues_areNone() {
    Settings settings =
        fromFile(
            "cluster: {meshName: '', defaultSite: , owner: '', networks: }\n"
                + "safety: {protected: }\n");
    assertEquals(Optional.empty(), settings.cluster().meshName());
    assertEquals(Optional.empty(), settings.cluster().defaultSite());
    assertEquals(new OwnerId("cluster"), settings.cluster().owner());
    assertEquals(List.of(), settings.cluster().networks());
    assertEquals(List.of(), settings.safety().protectedAddresses());
  }

  @Test
  void read_networks_haveSegmentsAndSites() {
    Settings settings =
        fromFile(
            """
            cluster:
              networks:
                - {cidr: 10.1.0.0/16, site: "100"}
                - cidr: fd00::/8
                  segment: blue
                - 10.2.0.0/16@red
            """);
    assertEquals(
        List.of(
            network("10.1.0.0/16", "default", Optional.of(new SiteId("100"))),
            network("fd00::/8", "blue", Optional.empty()),
            network("10.2.0.0/16", "red", Optional.empty())),
        settings.cluster().networks());
  }

  @Test
  void read_protectedAddresses_areAddressesAndPrefixes() {
    List<IpPrefix> expected =
        List.of(
            IpPrefix.parse("192.0.2.1/32"),
            IpPrefix.parse("10.9.0.0/16"),
            IpPrefix.parse("fd00::/8"));
    for (String written :
        List.of("[192.0.2.1, 10.9.0.0/16, 'fd00::/8']", "'192.0.2.1, 10.9.0.0/16,fd00::/8'")) {
      Settings settings = fromFile("safety: {protected: " + written + "}");
      assertEquals(expected, settings.safety().protectedAddresses());
      assertEquals(expected, SettingsMapping.cluster(settings).protectedAddresses());
    }
    SettingsReading elsewhere =
        SettingsReader.read(
            Optional.empty(),
            Map.of("FAIRWAY_SAFETY_PROTECTED", "192.0.2.1"),
            Map.of("safety.protected", ""));
    assertEquals(List.of(), settings(elsewhere).safety().protectedAddresses());
  }

  @Test
  void read_protectedAddressesThatAreNone_areToldWithTheirPlace() {
    SettingsReading reading =
        SettingsFixture.in(
                folder,
                "safety: {protected: [192.0.2.1, 10.9.0.1/16, 10.9.0.0/33, {a: b}, 192.0.2.1]}")
            .read();
    assertEquals(Optional.empty(), reading.settings());
    String told = reading.diagnostics().toString();
    assertEquals(4, reading.diagnostics().size(), told);
    assertTrue(told.contains("'10.9.0.1/16' is not an IP address, or an IP prefix without"), told);
    assertTrue(told.contains("'10.9.0.0/33' is not an IP address, or an IP prefix without"), told);
    assertTrue(told.contains("is a mapping; it takes an IP address, or an IP prefix"), told);
    assertTrue(told.contains("'192.0.2.1' stands twice"), told);
    assertEquals(
        Optional.empty(),
        SettingsFixture.in(folder, "safety: {protected: {a: b}}").read().settings());
  }

  @Test
  void read_scopeAsList_isDeclaredBySegment() {
    ScopeSource scope =
        fromFile(
                "wan: {scope: [{cidr: 10.0.0.0/9}, {cidr: 10.128.0.0/9}, {cidr: fd00::/8, segment:"
                    + " blue}]}")
            .wan()
            .scope();
    TreeMap<Segment, DualStackPrefixSet> expected = new TreeMap<>();
    expected.put(Segment.DEFAULT, DualStackPrefixSet.of(List.of(IpPrefix.parse("10.0.0.0/8"))));
    expected.put(new Segment("blue"), DualStackPrefixSet.of(List.of(IpPrefix.parse("fd00::/8"))));
    assertEquals(ScopeSource.listed(expected), scope);
  }

  @Test
  void read_scopeAsAWord_isTheFabricsOrNothing() {
    assertEquals(ScopeSource.fabric(), fromFile("wan: {scope: fabric}").wan().scope());
    assertEquals(ScopeSource.any(), fromFile("wan: {scope: any}").wan().scope());
  }

  @Test
  void read_otherChoices_areTaken() {
    Settings settings =
        fromFile(
            """
            cluster: {datapath: overlay, covers: pods+vip+nodePort}
            sync: {mode: upsert-only, debounce: 0s}
            safety: {maxLostShare: 100%, retention: 0s, holdFor: 1h, window: 24h, maxGain: none}
            log: {format: json}
            server: {address: "::", port: 0}
            """);
    assertEquals(Datapath.OVERLAY, settings.cluster().datapath());
    assertTrue(settings.cluster().covers().nodePorts());
    assertEquals(PlanMode.UPSERT_ONLY, settings.sync().mode());
    assertEquals(Duration.ZERO, settings.sync().debounce());
    assertEquals(
        new SafetySettings(
            100,
            20,
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofHours(24),
            SafetySettings.NO_GAIN_LIMIT),
        settings.safety().limits());
    assertEquals(LogFormat.JSON, settings.log().format());
    assertEquals(new ServerSection(IpPrefix.parse("::"), 0), settings.server());
  }

  @Test
  void read_flagOverEnvironmentOverFile() {
    SettingsFixture written =
        SettingsFixture.in(folder, "cluster: {name: a, siteLabel: a, datapath: native}\n");
    Settings settings =
        settings(
            written.read(
                Map.of("FAIRWAY_CLUSTER_NAME", "b", "FAIRWAY_CLUSTER_SITE_LABEL", "b"),
                Map.of("cluster.name", "c")));
    assertEquals("c", settings.cluster().name());
    assertEquals("b", settings.cluster().siteLabel());
    assertEquals(Datapath.NATIVE, settings.cluster().datapath());
    assertEquals(AddressCoverage.PODS_AND_VIPS, settings.cluster().covers());
  }

  @Test
  void read_backendSettingsOfSeveralValues_becomeOneText() {
    BackendSettings settings =
        fromFile("backend: {settings: {sites: [100, 200-299], segments: {default: 10, blue: 20}}}")
            .backend()
            .settings();

    assertEquals(Optional.of("100,200-299"), settings.text("sites"));
    assertEquals(Optional.of("default=10,blue=20"), settings.text("segments"));
  }

  @Test
  void read_backendSettingsWithSeparatorsInside_areRefused() {
    for (String value : List.of("[a, [b]]", "['a,b']", "{a: {b: c}}", "{a: 'b=c'}", "{a: }")) {
      assertEquals(
          1,
          SettingsFixture.in(folder, "backend: {settings: {sites: " + value + "}}")
              .messages()
              .size(),
          value);
    }
  }

  @Test
  void read_backendSettings_areMergedByName() {
    SettingsFixture written =
        SettingsFixture.in(
            folder, "backend: {settings: {url: a, password: a, rate: 5, user: a}}\n");
    Settings settings =
        settings(
            written.read(
                Map.of("FAIRWAY_BACKEND_PASSWORD", "b", "FAIRWAY_BACKEND_URL", "b"),
                Map.of("backend.settings.url", "c", "backend.settings.maxRate", "c")));
    assertEquals(Optional.of("c"), settings.backend().settings().text("url"));
    assertEquals(Optional.of("b"), settings.backend().settings().text("password"));
    assertEquals(Optional.of("a"), settings.backend().settings().text("user"));
    assertEquals(Optional.of("5"), settings.backend().settings().text("rate"));
    assertEquals(Optional.of("c"), settings.backend().settings().text("maxRate"));
  }

  @Test
  void read_relativePaths_startAtTheFoldersOfTheFile() {
    Settings withFile =
        settings(
            SettingsFixture.in(folder, "").read(Map.of("FAIRWAY_BACKEND_FABRIC", "f"), Map.of()));
    assertEquals(Optional.of(folder.resolve("f")), withFile.backend().settings().path("fabric"));
    Settings without =
        settings(
            SettingsReader.read(
                Optional.empty(), Map.of(), Map.of("backend.settings.fabric", "f")));
    assertEquals(Optional.of(Path.of("f")), without.backend().settings().path("fabric"));
  }

  @Test
  void read_listsAsText_areTakenFromEnvironmentAndFlags() {
    Settings settings =
        settings(
            SettingsReader.read(
                Optional.empty(),
                Map.of("FAIRWAY_CLUSTER_NETWORKS", "10.128.0.0/9@default, 10.1.0.0/16@blue"),
                Map.of("wan.scope", "10.0.0.0/8")));
    assertEquals(
        List.of(
            network("10.128.0.0/9", "default", Optional.empty()),
            network("10.1.0.0/16", "blue", Optional.empty())),
        settings.cluster().networks());
    TreeMap<Segment, DualStackPrefixSet> scope = new TreeMap<>();
    scope.put(Segment.DEFAULT, DualStackPrefixSet.of(List.of(IpPrefix.parse("10.0.0.0/8"))));
    assertEquals(ScopeSource.listed(scope), settings.wan().scope());
  }

  @Test
  void toString_ofSettings_hidesTheBackendsValues() {
    String text = fromFile("backend: {settings: {password: hunter2}}").toString();
    assertTrue(text.contains("password"), text);
    assertFalse(text.contains("hunter2"), text);
  }
}
