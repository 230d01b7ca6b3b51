package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A trace says what words come to for one peer, an explanation what they reach. */
class QueriedWordsTest {

  private static final String FABRIC =
      """
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: fra-1, transports: [mpls, biz-internet]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, biz-internet]}]}
        - {id: "300", networks: [{cidr: 10.3.0.0/16}], edges: [{name: lis-1, transports: [mpls, biz-internet]}]}
      functions: [{name: firewall, site: "100"}]
      segments: [default, blue]
      routesKnown: true
      """;

  @TempDir private Path folder;
  private ShopManifests shop;

  @BeforeEach
  void writeTheFabric() throws IOException {
    shop = new ShopManifests(folder);
    shop.write("fabric.yaml", FABRIC);
  }

  /** A Service with one pod of its own at 10.2.0.9, site 200. */
  private void service(String annotations) throws IOException {
    shop.write(
        "manifests/asking.yaml",
        ShopManifests.service("asking", annotations, "http")
            + slice("asking", "{addresses: [10.2.0.9], targetRef: {kind: Pod, name: asking-0}}"));
  }

  private static String slice(String service, String endpoint) {
    return ShopManifests.slice(service, "10.2.0.9").replace("{addresses: [10.2.0.9]}", endpoint);
  }

  @Test
  void plan_observedService_showsItsRulesAndWritesNone() throws IOException {
    service("fairway.dev/tunnel: biz-internet, fairway.dev/mode: observe");
    String text = text("plan");
    assertTrue(
        text.contains("observed only, not written: cluster/shop/asking would have 2 rules:"), text);
    assertTrue(text.contains("? any > 10.2.0.9"), text);
    assertFalse(text.contains("+ any > 10.2.0.9"), text);
    JsonNode document = shop.run("plan").json();
    assertEquals("cluster/shop/asking", document.at("/observed/0/service").asText());
    assertEquals(2, document.at("/observed/0/rules").size());
  }

  private JsonNode trace(String from, String to) {
    CommandRun run = shop.run("trace", from, to);
    assertFalse(run.out().isEmpty(), run::err);
    return run.json();
  }

  private String text(String... command) {
    String[] all = java.util.Arrays.copyOf(command, command.length + 4);
    String[] source = {"-f", shop.path("manifests"), "--fabric", shop.path("fabric.yaml")};
    System.arraycopy(source, 0, all, command.length, source.length);
    return CommandRun.of(all).out().replaceAll("\\s+", " ");
  }

  @ParameterizedTest(name = "{0} > {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "10.3.0.1     | 10.2.0.9:8080 | deny | site 300 is not admitted by access: from=100",
        "10.1.0.1     | 10.2.0.9:8080 |      | site 100 is admitted by access: from=100",
        "198.51.100.7 | 10.2.0.9:8080 |      | is not on the WAN, so access does not speak of it",
        "10.2.0.9:8080 | 198.51.100.7:5000 | | is not on the WAN, so access does not speak of it"
      })
  void trace_accessFromASite_saysWhyThePeerIsDroppedOrNot(
      String from, String to, String access, String why) throws IOException {
    service("fairway.dev/access: from=100");
    JsonNode trace = trace(from, to);
    String dropped = access == null ? "" : access;
    assertEquals(dropped, trace.path("words").path("access").asText(), trace::toString);
    assertTrue(trace.get("because").asText().contains(why), trace::toString);
  }

  @Test
  void trace_accessDenied_saysThatNoPeerIsAdmitted() throws IOException {
    service("fairway.dev/access: deny");
    JsonNode trace = trace("site:100", "shop/asking");
    assertEquals("access=deny", trace.get("declared").asText());
    assertTrue(
        trace.get("because").asText().endsWith("; access: deny admits no peer on the WAN"),
        trace::toString);
    assertEquals("{\"access\":\"deny\"}", trace.get("reply").get("words").toString());
    assertEquals("", trace.get("fallback").asText());
    assertEquals(0, trace.get("transports").size());
  }

  @Test
  void trace_admittedPeer_hasTheRestOfTheWords() throws IOException {
    service(
        "fairway.dev/access: from=100, fairway.dev/tunnel: mpls, fairway.dev/inspect: firewall,"
            + " fairway.dev/dscp: ef, fairway.dev/encryption: required");
    JsonNode trace = trace("site:100", "shop/asking");
    assertEquals(
        "tunnel=mpls fallback=none encryption=required inspect=firewall dscp=ef access=from=100",
        trace.get("declared").asText());
    assertEquals(
        "{\"encryption\":\"required\",\"inspect\":\"firewall\",\"dscp\":\"ef\"}",
        trace.get("words").toString());
    assertEquals("100", trace.get("functionSite").asText());
    String text = text("trace", "site:100", "shop/asking");
    assertTrue(
        text.contains(
            "mpls, else dropped, encrypted paths only, through firewall at site 100, marked ef"),
        text);
  }

  @Test
  void trace_inspectedServiceAndAPeerThatIsNotOnTheWan_saysThatItIsNotInspected()
      throws IOException {
    service("fairway.dev/inspect: firewall, fairway.dev/dscp: ef");
    JsonNode trace = trace("198.51.100.7", "shop/asking");
    assertEquals("{\"dscp\":\"ef\"}", trace.get("words").toString());
    assertTrue(
        trace
            .get("because")
            .asText()
            .contains("198.51.100.7 is not on the WAN, so inspect does not speak of it"),
        trace::toString);
  }

  @Test
  void trace_serviceWithATunnelAlone_hasNoneOfTheOptionalFields() {
    JsonNode trace = trace("site:100", "shop/good");
    for (String field : new String[] {"declared", "words", "functionSite", "nowWords"}) {
      assertFalse(trace.has(field), field);
    }
  }

  @Test
  void trace_dropByARule_isToldFromADropForWantOfAPath() throws IOException {
    shop.write(
        "fabric.yaml",
        FABRIC
            + """
              tunnels:
                - {from: fra-1, to: mad-1, transport: mpls, up: false}
              foreign:
                - {name: cut, destination: [10.2.0.7/32], access: deny}
                - {name: steer, destination: [10.2.0.8/32], tunnel: [mpls]}
              """);
    JsonNode cut = trace("site:100", "10.2.0.7:80");
    assertEquals("drop", cut.get("now").asText());
    assertEquals("{\"access\":\"deny\"}", cut.get("nowWords").toString());
    assertFalse(cut.has("words"), "it is not ours");
    JsonNode down = trace("site:100", "10.2.0.8:80");
    assertEquals("drop", down.get("now").asText());
    assertFalse(down.has("nowWords"), down::toString);
    assertTrue(
        text("trace", "site:100", "10.2.0.7:80")
            .contains("the fabric drops it: a rule drops such packets, whatever is up (access)"));
    assertTrue(
        text("trace", "site:100", "10.2.0.8:80")
            .contains("the fabric drops it: no path that its rule wants is up"));
  }

  @Test
  void trace_pathOfTheFabric_saysItsMarkFunctionAndEncryption() throws IOException {
    shop.write(
        "fabric.yaml",
        FABRIC
            + "foreign:\n  - {name: theirs, destination: [10.2.0.7/32], tunnel: [mpls], dscp: ef,"
            + " inspect: firewall, encryption: required}\n");
    JsonNode trace = trace("site:100", "10.2.0.7:80");
    assertEquals("mpls", trace.get("now").asText());
    assertEquals(
        "{\"encryption\":\"required\",\"inspect\":\"firewall\",\"dscp\":\"ef\"}",
        trace.get("nowWords").toString());
    String text = text("trace", "site:100", "10.2.0.7:80");
    assertTrue(
        text.contains("sends it over mpls, encrypted paths only, through firewall, marked ef"),
        text);
  }

  private static final String API_SERVER =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: kubernetes, namespace: default, labels: {kubernetes.io/service-name: kubernetes}}
      addressType: IPv4
      ports: [{name: https, port: 6443, protocol: TCP}]
      endpoints: [{addresses: [%s]}]
      """;

  @Test
  void trace_peerThatIsProtected_isNeverDroppedByAccess() throws IOException {
    shop.write("manifests/kubernetes.yaml", API_SERVER.formatted("10.3.0.1"));
    service("fairway.dev/access: deny");
    JsonNode trace = trace("10.3.0.1", "shop/asking");
    assertFalse(trace.has("words"), trace::toString);
    assertTrue(
        trace.get("because").asText().contains("is protected, so access does not speak of it"),
        trace::toString);
    assertEquals("deny", trace("10.3.0.2", "shop/asking").get("words").get("access").asText());
  }

  @Test
  void explain_addressThatIsProtectedOrANodes_isLeftOut() throws IOException {
    service("fairway.dev/access: deny");
    shop.write(
        "manifests/node.yaml",
        "apiVersion: v1\nkind: Node\nmetadata: {name: node-1}\n"
            + "status: {addresses: [{type: InternalIP, address: 10.2.0.9}]}\n");
    assertEquals("[\"SharedAddress\"]", leftOut());
    shop.write("manifests/kubernetes.yaml", API_SERVER.formatted("10.2.0.9"));
    assertEquals("[\"ProtectedAddress\"]", leftOut());
  }

  private String leftOut() {
    JsonNode explain = shop.run("explain", "shop/asking").json();
    return explain.get("addresses").get(0).path("leftOut").toString();
  }

  @Test
  void explain_addressOfNoPod_isLeftOutByAccess() throws IOException {
    shop.service("asking", "fairway.dev/access: deny", "http", "10.2.0.9");
    JsonNode address = shop.run("explain", "shop/asking").json().get("addresses").get(0);
    assertEquals("[\"UnprovenAddress\"]", address.get("leftOut").toString());
    assertEquals("", address.get("rule").asText());
    String text = text("explain", "shop/asking");
    assertTrue(text.contains("no rule, left out: UnprovenAddress"), text);
  }

  @Test
  void planAndExplain_segment_tellTheCheck() throws IOException {
    service("fairway.dev/segment: default");
    assertEquals(
        "[{\"service\":\"cluster/shop/asking\",\"segments\":[\"default\"],\"leftOut\":[]}]",
        shop.plan().json().get("segmentChecks").toString());
    assertTrue(text("plan").contains("checked: cluster/shop/asking lies in segment default "));
    shop.write(
        "fabric.yaml",
        FABRIC.replace(
            "{cidr: 10.1.0.0/16}", "{cidr: 10.1.0.0/16}, {cidr: 10.101.0.0/16, segment: blue}"));
    service("fairway.dev/segment: blue");
    assertTrue(
        text("plan").contains("lies in segment blue, but for 10.2.0.9, left out"), text("plan"));
    JsonNode address = shop.run("explain", "shop/asking").json().get("addresses").get(0);
    assertEquals("[\"WrongSegment\"]", address.get("leftOut").toString());
  }

  @Test
  void explain_ownWordAndDefault_saysWhereEachComesFrom() throws IOException {
    shop.write(
        "manifests/namespace.yaml",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, annotations: {fairway.dev/dscp:"
            + " le, fairway.dev/encryption: required}}\n");
    service("fairway.dev/tunnel: mpls, fairway.dev/dscp: ef, fairway.dev/dscp.http: '46'");
    String text = text("explain", "shop/asking");
    for (String word :
        new String[] {
          "tunnel: mpls on every port, as fairway.dev/tunnel of service cluster/shop/asking says",
          "fallback: none on every port dscp",
          "encryption: required on every port, as fairway.dev/encryption of namespace cluster/shop"
        }) {
      assertTrue(text.contains(word.replace(" dscp", "")), text);
    }
    assertFalse(text.contains("dscp of namespace"), text);
  }

  @Test
  void explain_lastGoodIntent_hasWordsWithoutAnnotations() throws IOException {
    shop.write(
        "manifests/asking.yaml",
        ShopManifests.service("asking", "fairway.dev/dscp: '64'", "http")
            + "status: {conditions: [{type: fairway.dev/Accepted, status: 'True', message:"
            + " 'ports=every dscp=ef'}]}\n"
            + ShopManifests.slice("asking", "10.2.0.9"));
    JsonNode explain = shop.run("explain", "shop/asking").json();
    assertEquals("held", explain.get("declaration").asText());
    assertEquals(
        "[{\"ports\":\"every\",\"word\":\"dscp\",\"value\":\"ef\",\"object\":\"\",\"key\":\"\"}]",
        explain.get("words").toString());
  }

  @Test
  void explain_valueWithControlCharacters_isEscaped() throws IOException {
    service("fairway.dev/dscp: \"ef\\e[31m\\nerror: none\\u202e\"");
    String explained = text("explain", "shop/asking");
    assertTrue(
        explained.contains(" fairway.dev/dscp: ef\\u001b[31m\\nerror: none\\u202e ("), explained);
    assertTrue(explained.codePoints().noneMatch(Character::isISOControl), explained);
  }
}
