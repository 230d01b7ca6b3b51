package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.TunnelQuality;
import dev.fairway.core.wan.WanInventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FabricFileTest {

  /** Two sites with two transports, of which one has no encapsulation in common. */
  static final String SITES =
      """
      sites:
        - {id: "100", name: Frankfurt, networks: [{cidr: 10.1.0.0/16}], edges: [{name: fra-1, transports: [mpls, biz-internet]}]}
        - {id: 200, networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, {name: biz-internet, encapsulation: gre}]}]}
      """;

  @Test
  void parse_sitesAlone_givesFullMeshOfEqualTransportsThatIsUp() {
    WanInventory inventory = layout(SITES).inventory();

    assertEquals("[100, 200]", inventory.siteIds().toString());
    assertEquals("Frankfurt", inventory.site(new SiteId("100")).orElseThrow().name());
    assertEquals("200", inventory.site(new SiteId("200")).orElseThrow().name());
    assertEquals(
        List.of("fra-1 mpls mad-1 mpls IPSEC true", "mad-1 mpls fra-1 mpls IPSEC true"),
        inventory.tunnels().stream().map(FabricFileTest::text).toList(),
        "biz-internet has no encapsulation in common");
    assertTrue(inventory.routed().isEmpty(), "routes are unknown");
  }

  @Test
  void parse_nothingElse_givesATargetThatCanDoEverything() {
    assertEquals(TargetProfile.unlimited(Commit.WHOLE_PLAN), layout(SITES).profile());
  }

  @Test
  void parse_routesKnown_givesTheNetworksAsRouted() {
    WanInventory inventory = layout(SITES + "routesKnown: true\n").inventory();

    assertEquals(
        "10.1.0.0/16,10.2.0.0/16", inventory.routed().get(Segment.DEFAULT).ipv4().toString());
  }

  @Test
  void parse_tunnelWithoutItsWayBack_isThereBothWays() {
    WanInventory inventory =
        layout(
                SITES
                    + """
                    tunnels:
                      - {from: fra-1, to: mad-1, transport: mpls, latency: 12ms, jitter: 1ms, loss: 0.5%, up: false}
                    """)
            .inventory();

    TunnelQuality quality = new TunnelQuality(Duration.ofMillis(12), Duration.ofMillis(1), 5_000);
    assertEquals(2, inventory.tunnels().size());
    for (Tunnel tunnel : inventory.tunnels()) {
      assertEquals(Optional.of(quality), tunnel.quality());
      assertFalse(tunnel.up());
    }
  }

  @Test
  void parse_tunnelWithItsWayBack_isAsListed() {
    WanInventory inventory =
        layout(
                SITES
                    + """
                    tunnels:
                      - {from: fra-1, to: mad-1, local: biz-internet, remote: mpls}
                      - {from: mad-1, to: fra-1, local: mpls, remote: biz-internet, up: false}
                    """)
            .inventory();

    assertEquals(
        List.of(
            "fra-1 biz-internet mad-1 mpls IPSEC true",
            "mad-1 mpls fra-1 biz-internet IPSEC false"),
        inventory.tunnels().stream().map(FabricFileTest::text).toList());
  }

  @Test
  void parse_weakerTarget_claimsLess() {
    TargetProfile profile =
        layout(
                SITES
                    + """
                    limits: {rules: 10, prefixesPerSet: 5, prefixes: 40}
                    without: [ordered-strict, ipv6]
                    commit: per-step
                    """)
            .profile();

    assertEquals(
        TargetProfile.unlimited(Commit.PER_STEP)
            .without(Feature.ORDERED_STRICT)
            .without(Feature.IPV6)
            .withLimit(Limit.RULES, 10)
            .withLimit(Limit.PREFIXES_PER_SET, 5)
            .withLimit(Limit.PREFIXES, 40),
        profile);
  }

  @Test
  void parse_foreignRules_areThereInTheirOrder() {
    List<MockForeignRule> foreign =
        layout(
                SITES
                    + """
                    foreign:
                      - {name: voice, destination: [10.2.5.0/24], protocol: udp, destinationPorts: [5060, 10000-20000], tunnel: [mpls]}
                      - {name: blackbox, position: after, opaque: true}
                    """)
            .foreign();

    assertEquals(
        List.of("voice", "blackbox"), foreign.stream().map(MockForeignRule::name).toList());
    assertEquals(
        "family=ipv4 from=any to=10.2.5.0/24 protocol=udp source-ports=any"
            + " destination-ports=5060,10000-20000",
        foreign.get(0).match().orElseThrow().toString());
    assertEquals(MockForeignRule.Place.AFTER, foreign.get(1).place());
    assertEquals(Optional.empty(), foreign.get(1).match());
  }

  @Test
  void parse_segments_separateEqualAddresses() {
    WanInventory inventory =
        layout(
                """
                segments: [default, guests]
                sites:
                  - id: a
                    networks: [{cidr: 10.1.0.0/16}]
                    edges: [{name: e1, transports: [mpls]}]
                  - id: b
                    networks: [{cidr: 10.1.0.0/16, segment: guests}]
                    edges: [{name: e2, transports: [mpls]}]
                """)
            .inventory();

    IpPrefix address = IpPrefix.parse("10.1.2.3");
    assertEquals(
        Optional.of(new SiteId("b")),
        inventory.networkOf(new Segment("guests"), address).orElseThrow().site());
  }

  @Test
  void parse_everyPartAtOnce_isRead() {
    FabricSpec layout =
        layout(
            """
            sites:
              - {id: "100", name: Frankfurt, networks: [{cidr: 10.1.0.0/16}], edges: [{name: fra-1, transports: [mpls, biz-internet, public-internet]}]}
              - {id: "200", name: Madrid, networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, biz-internet, public-internet]}]}
            tunnels:                                                 # both ways
              - {from: fra-1, to: mad-1, transport: mpls, latency: 12ms, jitter: 1ms, loss: 0%, up: true}
            segments: [default]
            routesKnown: true
            foreign: []
            """);

    assertEquals(
        "[biz-internet, mpls, public-internet]", layout.inventory().transports().toString());
    assertEquals(2, layout.inventory().tunnels().size());
    assertEquals(List.of(), layout.foreign());
  }

  @Test
  void parse_functions_areDownOrPassedByOnlyWhereTheFileSaysSo() {
    WanInventory inventory =
        layout(
                SITES
                    + """
                    functions:
                      - {name: ids, site: 200, bypass: true, up: false}
                      - {name: firewall, site: "100"}
                    """)
            .inventory();

    assertEquals(
        List.of(
            new ServiceFunction("firewall", new SiteId("100"), false, true),
            new ServiceFunction("ids", new SiteId("200"), true, false)),
        inventory.functions());
  }

  @Test
  void parse_tunnelsThatSayIfTheyAreEncrypted_areSoBetweenEndsThatStateNothing() {
    WanInventory inventory =
        layout(
                """
                sites:
                  - {id: a, edges: [{name: e1, transports: [mpls, lte, {name: dsl, encapsulation: [ipsec, gre]}, {name: leo, encapsulation: gre}]}]}
                  - {id: b, edges: [{name: e2, transports: [mpls, lte, {name: dsl, encapsulation: [gre, ipsec]}, leo]}]}
                tunnels:
                  - {from: e1, to: e2, transport: mpls, encrypted: false}
                  - {from: e1, to: e2, transport: lte, encrypted: true}
                  - {from: e1, to: e2, transport: dsl}
                  - {from: e1, to: e2, local: lte, remote: dsl, encrypted: false}
                  - {from: e1, to: e2, transport: leo, encrypted: false}
                """)
            .inventory();

    assertEquals(
        List.of(
            "e1 mpls e2 mpls GRE true",
            "e1 lte e2 lte IPSEC true",
            "e1 dsl e2 dsl IPSEC true",
            "e1 lte e2 dsl GRE true",
            "e1 leo e2 leo GRE true"),
        inventory.tunnels().subList(0, 5).stream().map(FabricFileTest::text).toList());
    assertEquals(
        List.of("mpls true true", "lte true true", "dsl true true", "leo false true"),
        attachments(inventory, 0));
    assertEquals(
        List.of("mpls true true", "lte true false", "dsl true true", "leo true true"),
        attachments(inventory, 1));
  }

  private static List<String> attachments(WanInventory inventory, int site) {
    return inventory.sites().get(site).edges().get(0).attachments().stream()
        .map(end -> end.transport() + " " + end.encrypted() + " " + end.unencrypted())
        .toList();
  }

  @Test
  void parse_tunnelsOfSegments_areTunnelsOfTheirOwn() {
    List<Tunnel> tunnels =
        layout(
                "segments: [default, blue]\n"
                    + SITES
                    + """
                    tunnels:
                      - {from: fra-1, to: mad-1, transport: mpls, segment: blue}
                      - {from: fra-1, to: mad-1, transport: mpls, segment: default, up: false}
                    """)
            .inventory()
            .tunnels();

    assertEquals(4, tunnels.size());
    assertTrue(tunnels.get(0).carries(new Segment("blue")));
    assertFalse(tunnels.get(0).carries(Segment.DEFAULT));
    assertEquals(Optional.of(Segment.DEFAULT), tunnels.get(3).segment());
    assertFalse(tunnels.get(3).up());
  }

  @Test
  void parse_foreignRulesWithWords_doWhatTheWordsSay() {
    List<MockForeignRule> foreign =
        layout(
                SITES
                    + """
                    functions: [{name: firewall, site: 200}]
                    foreign:
                      - {name: guests, destination: [10.2.5.0/24], access: deny}
                      - {name: voice, destination: [10.2.6.0/24], tunnel: [mpls], fallback: any, encryption: required, inspect: firewall, dscp: ef}
                    """)
            .foreign();

    assertEquals(
        List.of(
            "access=deny", "tunnel=mpls fallback=any encryption=required inspect=firewall dscp=ef"),
        foreign.stream().map(rule -> rule.treatment().orElseThrow().canonical()).toList());
  }

  @Test
  void read_missingFile_isADiagnostic(@TempDir Path folder) {
    Diagnostic only = FabricFile.read(folder.resolve("none.yaml")).diagnostics().get(0);

    assertEquals(DiagnosticCode.MISSING_FILE, only.code());
    assertTrue(only.toString().contains("none.yaml: the file does not exist"), only.toString());
  }

  @Test
  void read_folderOrBinary_isADiagnostic(@TempDir Path folder) throws IOException {
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0, 1});

    assertEquals(DiagnosticCode.MISSING_FILE, FabricFile.read(folder).diagnostics().get(0).code());
    assertTrue(
        FabricFile.read(binary).diagnostics().get(0).message().contains("not text in UTF-8"));
  }

  private static FabricSpec layout(String text) {
    FabricReading reading = FabricFile.parse("fabric.yaml", text);
    assertEquals(List.of(), reading.diagnostics());
    return reading.layout().orElseThrow();
  }

  private static String text(Tunnel tunnel) {
    return String.join(
        " ",
        tunnel.fromEdge(),
        tunnel.localTransport().value(),
        tunnel.toEdge(),
        tunnel.remoteTransport().value(),
        tunnel.encrypted() ? "IPSEC" : "GRE",
        String.valueOf(tunnel.up()));
  }
}
