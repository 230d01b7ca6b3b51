package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FabricFileTest {

  private static final String SITES =
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

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("", "line 1, column 1: the file is empty; it must have 'sites'"),
        Arguments.of("[]", "line 1, column 1: a fabric is a map of sites, tunnels, segments,"),
        Arguments.of("sites: []", "line 1, column 8: a fabric needs at least one site in 'sites'"),
        Arguments.of(
            "site: []", "line 1, column 1: unknown key 'site' in a fabric; did you mean 'sites'?"),
        Arguments.of(
            SITES + SITES, "line 4, column 1: 'sites' stands twice, first at line 1, column 1"),
        Arguments.of(
            "sites:\n  - {id: a, edges: [{name: e, transport: [mpls]}]}",
            "line 2, column 31: unknown key 'transport' in an edge; did you mean 'transports'?"),
        Arguments.of(
            SITES.replace("\"100\"", "200"),
            "line 3, column 10: site '200' stands twice, first at line 2, column 10"),
        Arguments.of(
            SITES.replace("mad-1", "fra-1"), "edge 'fra-1' stands twice, first at line 2,"),
        Arguments.of(
            SITES.replace("10.2.0.0/16", "10.1.0.0/16"),
            "network '10.1.0.0/16 in segment default' stands twice"),
        Arguments.of(
            SITES.replace("10.2.0.0/16", "10.2.0.0/33"),
            "cidr: '10.2.0.0/33' is not an IP address or prefix"),
        Arguments.of(SITES.replace("Frankfurt", "[a]"), "'name' is a single value, not a list"),
        Arguments.of(
            SITES.replace("[mpls, biz-internet]", "[mpls, mpls]"),
            "transport 'mpls' stands twice at this edge"),
        Arguments.of(
            SITES.replace("gre", "gree"), "'gree' is not one of gre, ipsec; did you mean 'gre'?"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-2, to: mad-1, transport: mpls}]",
            "line 4, column 18: from: there is no edge 'fra-2'; edges: fra-1, mad-1; did you mean 'fra-1'?"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: mad-1, transport: lte}]",
            "transport: edge 'fra-1' has no transport 'lte'; it has mpls, biz-internet"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: mad-1}]",
            "a tunnel needs either 'transport', or both 'local' and 'remote'"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: fra-1, transport: mpls}]",
            "both ends of this tunnel are at one site"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: mad-1, transport: biz-internet}]",
            "the two ends have no encapsulation in common"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: mad-1, transport: mpls, latency: 12}]",
            "latency: '12' is not a duration, as in 12ms"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: mad-1, transport: mpls, loss: 101%}]",
            "loss: '101%' is not a share from 0% to 100%, as in 0.5%"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: mad-1, transport: mpls, up: maybe}]",
            "up: 'maybe' is not one of false, true"),
        Arguments.of(SITES + "routesKnown: 1", "routesKnown: '1' is not one of false, true"),
        Arguments.of(
            SITES + "foreign: [{name: x}]",
            "a foreign rule needs 'source' or 'destination', a list of prefixes, or 'opaque: true'"),
        Arguments.of(
            SITES + "foreign: [{name: x, source: [10.0.0.0/8], destination: ['fd00::/8']}]",
            "this match cannot be: an address set that is empty or of another family"),
        Arguments.of(
            SITES + "foreign: [{opaque: true}]", "line 4, column 11: a foreign rule needs 'name'"),
        Arguments.of(SITES + "limits: {rules: 0}", "rules: '0' is not a whole number above zero"),
        Arguments.of(
            SITES + "without: [ipv5]",
            "'ipv5' is not one of any-protocol, drop, encrypted-only, ipv6, loose-steer"),
        Arguments.of(
            SITES + "commit: per-site", "commit: 'per-site' is not one of per-step, whole-plan"),
        Arguments.of(
            SITES.replace("{cidr: 10.1.0.0/16}", "{cidr: 10.1.0.0/16, segment: red}"),
            "segment 'red' is not one of 'segments': [default]"),
        Arguments.of(
            SITES + "functions: [{name: fw, site: 300}]",
            "line 4, column 30: site: there is no site '300'; sites: 100, 200"),
        Arguments.of(
            SITES + "functions: [{name: fw, site: 200}, {name: fw, site: 200}]",
            "line 4, column 43: function 'fw' stands twice, first at line 4, column 20"),
        Arguments.of(
            SITES + "functions: [{name: Fire Wall, site: 200}]",
            "line 4, column 20: name: service function 'Fire Wall' is not a name"),
        Arguments.of(SITES + "functions: [{site: 200}]", "a function needs 'name'"),
        Arguments.of(SITES + "functions: [{name: fw}]", "a function needs 'site'"),
        Arguments.of(
            SITES + "functions: [{name: fw, site: 200, bypas: true}]",
            "unknown key 'bypas' in a function; did you mean 'bypass'?"),
        Arguments.of(
            SITES + "functions: [{name: fw, site: 200, up: no way}]",
            "up: 'no way' is not one of false, true"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: mad-1, transport: mpls, encrypted: yes}]",
            "line 4, column 64: encrypted: 'yes' is not one of false, true"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: mad-1, transport: biz-internet, encrypted: true}]",
            "line 4, column 72: encrypted: 'true' contradicts edge 'mad-1', whose transport"
                + " 'biz-internet' has encapsulation gre"),
        Arguments.of(
            SITES.replace("gre", "ipsec")
                + "tunnels: [{from: fra-1, to: mad-1, transport: biz-internet, encrypted: false}]",
            "encrypted: 'false' contradicts edge 'mad-1', whose transport 'biz-internet' has"
                + " encapsulation ipsec"),
        Arguments.of(
            SITES.replace("gre", "[ipsec, gree]"),
            "'gree' is not one of gre, ipsec; did you mean 'gre'?"),
        Arguments.of(
            SITES + "tunnels: [{from: fra-1, to: mad-1, transport: mpls, segment: blue}]",
            "line 4, column 62: segment: segment 'blue' is not one of 'segments': [default]"),
        Arguments.of(
            SITES + "foreign: [{name: x, destination: [10.2.0.0/16], dscp: 64}]",
            "dscp: DSCP '64' is neither a number from 0 to 63 nor a name such as 'ef' or 'af41'"),
        Arguments.of(
            SITES + "foreign: [{name: x, destination: [10.2.0.0/16], access: allow}]",
            "access: 'allow' is not one of deny"),
        Arguments.of(
            SITES + "foreign: [{name: x, destination: [10.2.0.0/16], dscp: ef, access: deny}]",
            "a rule that drops packets says nothing else of them"),
        Arguments.of(
            SITES + "foreign: [{name: x, destination: [10.2.0.0/16], encryption: none}]",
            "encryption: 'none' is not one of required"),
        Arguments.of(
            SITES + "foreign: [{name: x, destination: [10.2.0.0/16], inspect: fw}]",
            "inspect: there is no function 'fw' in 'functions': []"),
        Arguments.of(SITES + "---\nsites: []", "a second document begins"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void parse_mistake_isNamedWithItsPlaceAndWhatWouldBeRight(String text, String sentence) {
    FabricReading reading = FabricFile.parse("fabric.yaml", text);

    List<String> messages = reading.diagnostics().stream().map(Diagnostic::message).toList();
    assertEquals(Optional.empty(), reading.layout());
    assertTrue(
        messages.stream().anyMatch(message -> message.contains(sentence)), messages.toString());
    for (Diagnostic diagnostic : reading.diagnostics()) {
      assertEquals(DiagnosticCode.MALFORMED_FILE, diagnostic.code());
      assertEquals(new Subject(Subject.Kind.FILE, "fabric.yaml"), diagnostic.subject());
      assertTrue(
          diagnostic.message().matches("line \\d+, column \\d+: [\\s\\S]+"), messages::toString);
    }
  }

  @Test
  void parse_severalMistakes_areAllNamed() {
    String text = SITES.replace("10.2.0.0/16", "10.2.0/16").replace("name: Frankfurt", "nam: F");

    assertEquals(2, FabricFile.parse("f", text).diagnostics().size());
  }

  @Test
  void parse_fileCutOffAnywhere_neverFailsOtherwiseThanWithADiagnostic() {
    String whole = SITES + "tunnels: [{from: fra-1, to: mad-1, transport: mpls}]\n";
    int refused = 0;
    for (int length = 0; length < whole.length(); length++) {
      refused += FabricFile.parse("f", whole.substring(0, length)).diagnostics().isEmpty() ? 0 : 1;
    }
    assertTrue(refused > whole.length() / 2, refused + " of " + whole.length() + " were refused");
  }

  @Test
  void parse_fileCutOffInTheMiddle_saysWhereAndThatItEnds() {
    String text = SITES.substring(0, SITES.indexOf("Frankfurt") + 5);

    Diagnostic only = FabricFile.parse("f", text).diagnostics().get(0);

    assertTrue(only.message().startsWith("line 2, column "), only.message());
    assertTrue(only.message().contains("the end of the file"), only.message());
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
