package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A word that cannot be used is named with its object, key, value and what would be right; the
 * Service keeps its last good intent, and other Services are planned as they were.
 */
class UnusableWordsTest {

  private static final String FABRIC =
      """
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}, {cidr: 10.101.0.0/16, segment: blue}], edges: [{name: fra-1, transports: [mpls, biz-internet, {name: lte, encapsulation: gre}]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, biz-internet, {name: lte, encapsulation: gre}]}]}
        - {id: "400", edges: [{name: new-1, transports: [mpls]}]}
      functions: [{name: firewall, site: "100"}]
      segments: [default, blue]
      routesKnown: true
      """;

  private static final String LAST_GOOD = "ports=every tunnel=biz-internet fallback=none";

  private static final String SLICE =
      """
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: bad-1, namespace: shop, labels: {kubernetes.io/service-name: bad}}
      addressType: IPv4
      ports: [{name: http, port: 8080, protocol: TCP}, {name: admin, port: 8080, protocol: TCP}]
      endpoints: [{addresses: [10.2.0.9], targetRef: {kind: Pod, name: bad-0, namespace: shop}}]
      """;

  @TempDir private Path folder;
  private ShopManifests shop;
  private List<JsonNode> goodRules;

  @BeforeEach
  void planWithoutMistakes() throws IOException {
    shop = new ShopManifests(folder);
    shop.write("fabric.yaml", FABRIC);
    goodRules = rules(shop.plan(), "good");
    assertEquals(2, goodRules.size());
  }

  private static List<JsonNode> rules(CommandRun run, String service) {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode rule : run.json().get("rules")) {
      if (rule.get("services").toString().contains("\"cluster/shop/" + service + "\"")) {
        rules.add(rule);
      }
    }
    return rules;
  }

  /** One unusable word alone: key, value, code, what would be right. */
  static Stream<Arguments> words() {
    return Stream.of(
        Arguments.of("tunnel", "", "EmptyValue", "biz-internet"),
        Arguments.of("tunnel", "mp ls", "MalformedValue", "which is not a transport"),
        Arguments.of("tunnel", "mpls,mpls", "DuplicateValue", "mpls"),
        Arguments.of("tunnel", "biz-internt", "UnknownTransport", "did you mean 'biz-internet'?"),
        Arguments.of("encryption", "", "EmptyValue", "'required'"),
        Arguments.of("encryption", "yes", "MalformedValue", "did you mean 'required'?"),
        Arguments.of("encryption", "optional", "MalformedValue", "remove the key"),
        Arguments.of("access", "", "EmptyValue", "'deny'"),
        Arguments.of("access", "allow", "MalformedValue", "remove the key"),
        Arguments.of("access", "100,200", "MalformedValue", "did you mean 'from=100,200'?"),
        Arguments.of("access", "from=", "EmptyValue", "'from=100,200'"),
        Arguments.of("access", "from=100,100", "DuplicateValue", "100"),
        Arguments.of("access", "from=999", "UnknownPeerSite", "known: 100, 200, 400"),
        Arguments.of("access", "from=100,400", "SiteWithoutNetworks", "cluster.networks"),
        Arguments.of("inspect", "", "EmptyValue", "'firewall'"),
        Arguments.of("inspect", "Fire Wall", "MalformedValue", "did you mean 'fire-wall'?"),
        Arguments.of("inspect", "firewal", "UnknownFunction", "did you mean 'firewall'?"),
        Arguments.of("dscp", "", "EmptyValue", "0 to 63"),
        Arguments.of("dscp", "64", "MalformedValue", "a number from 0 to 63"),
        Arguments.of("dscp", "EF", "MalformedValue", "did you mean 'ef'?"),
        Arguments.of("dscp", "af44", "MalformedValue", "'af41'"),
        Arguments.of("segment", "", "EmptyValue", "segment"),
        Arguments.of("segment", "Blue", "MalformedValue", "did you mean 'blue'?"),
        Arguments.of("segment", "blu", "UnknownSegment", "did you mean 'blue'?"),
        Arguments.of("fallback", "any", "IncompleteIntent", "fairway.dev/tunnel"),
        Arguments.of("ports", "http", "IncompleteIntent", "fairway.dev/tunnel"),
        Arguments.of("class", "gold", "NotYetSupported", "not built yet"),
        Arguments.of("slo", "latency<=5ms", "NotYetSupported", "not built yet"),
        Arguments.of("dscpp", "ef", "UnknownKey", "fairway.dev/dscp"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("words")
  void word_thatCannotBeUsed_isNamedAndHolds(String word, String value, String code, String right)
      throws IOException {
    String key = "fairway.dev/" + word;
    assertHeld(plan(List.of(key + ": \"" + value + "\"")), code, key, value, right);
  }

  /** Words that do not go together: annotations, key and value of the error, its code. */
  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(
            List.of("fairway.dev/access: deny", "fairway.dev/tunnel: mpls"),
            "fairway.dev/access",
            "deny",
            "ContradictoryIntent",
            "remove one or the other"),
        Arguments.of(
            List.of("fairway.dev/access: deny", "fairway.dev/dscp: ef"),
            "fairway.dev/access",
            "deny",
            "ContradictoryIntent",
            "fairway.dev/dscp"),
        Arguments.of(
            List.of("fairway.dev/encryption: required", "fairway.dev/tunnel: lte"),
            "fairway.dev/encryption",
            "required",
            "NotEncrypted",
            "name encrypted transports only"),
        Arguments.of(
            List.of("fairway.dev/dscp.http: ef", "fairway.dev/dscp.admin: le"),
            "fairway.dev/dscp.admin",
            "tcp/8080",
            "AmbiguousPort",
            "let both ports ask for the same"),
        Arguments.of(
            List.of("fairway.dev/dscp: ef", "fairway.dev/ports: htpp"),
            "fairway.dev/ports",
            "htpp",
            "UnknownPort",
            "http"),
        Arguments.of(
            List.of("fairway.dev/dscp.htpp: ef"),
            "fairway.dev/dscp.htpp",
            "htpp",
            "UnknownPort",
            "http"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contradictions")
  void words_thatContradictEachOther_areNamedAndHold(
      List<String> annotations, String key, String value, String code, String right)
      throws IOException {
    assertHeld(plan(annotations), code, key, value, right);
  }

  @Test
  void access_whereNobodyKnowsWhatTheWanRoutes_isHeld() throws IOException {
    shop.write("fabric.yaml", FABRIC.replace("routesKnown: true", "routesKnown: false"));
    goodRules = rules(shop.plan(), "good");
    String key = "fairway.dev/access";
    assertHeld(plan(List.of(key + ": deny")), "ScopeUnknown", key, "deny", "wan.scope");
  }

  @Test
  void word_thatTheTargetLacks_isHeldWhole() throws IOException {
    shop.write("fabric.yaml", FABRIC + "without: [mark]\n");
    CommandRun run = plan(List.of("fairway.dev/dscp: ef", "fairway.dev/tunnel: mpls"));
    assertHeld(run, "UnsupportedByBackend", "fairway.dev/dscp", "ef", "lacks marking");
  }

  @Test
  void defaultThatCannotBeUsed_isTheNamespacesAndHoldsWhoWouldTakeIt() throws IOException {
    shop.write(
        "manifests/namespace.yaml",
        "apiVersion: v1\nkind: Namespace\n"
            + "metadata: {name: shop, annotations: {fairway.dev/dscp: '64'}}\n");
    CommandRun run = plan(List.of("fairway.dev/tunnel: mpls"));
    assertTrue(diagnostic(run, "namespace cluster/shop", "MalformedValue").isPresent(), run::out);
    assertEquals("biz-internet", rules(run, "bad").get(0).get("transports").get(0).asText());
    assertEquals(List.of(), rules(run, "good"), "it has no last good intent");
  }

  private CommandRun plan(List<String> annotations) throws IOException {
    shop.write(
        "manifests/bad.yaml",
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: bad
          namespace: shop
          annotations: {%s}
        spec:
          ports: [{name: http, port: 80, protocol: TCP}, {name: admin, port: 81, protocol: TCP}]
        status:
          conditions: [{type: fairway.dev/Accepted, status: "True", message: "%s"}]
        """
                .formatted(String.join(", ", annotations), LAST_GOOD)
            + SLICE);
    return shop.plan();
  }

  private void assertHeld(CommandRun run, String code, String key, String value, String right) {
    assertEquals(ExitCode.ERROR, run.code());
    JsonNode error = diagnostic(run, "service cluster/shop/bad", code).orElseThrow(() -> none(run));
    assertEquals("error", error.get("severity").asText());
    assertEquals(key, error.get("key").asText(), error::toString);
    assertEquals(value, error.get("value").asText(), error::toString);
    assertTrue(error.get("message").asText().contains(right), error::toString);
    List<JsonNode> held = rules(run, "bad");
    assertEquals(2, held.size(), run::out);
    for (JsonNode rule : held) {
      assertEquals("[\"biz-internet\"]", rule.get("transports").toString());
    }
    assertEquals(goodRules, rules(run, "good"));
  }

  private static AssertionError none(CommandRun run) {
    return new AssertionError(run.out() + run.err());
  }

  private static Optional<JsonNode> diagnostic(CommandRun run, String object, String code) {
    return StreamSupport.stream(run.json().get("diagnostics").spliterator(), false)
        .filter(found -> found.get("object").asText().equals(object))
        .filter(found -> found.get("code").asText().equals(code))
        .findFirst();
  }
}
