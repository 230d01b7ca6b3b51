package dev.fairway.mock;

import static dev.fairway.mock.FabricFileTest.SITES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FabricFileMistakesTest {

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
}
