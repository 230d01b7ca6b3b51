package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan says about an address fits the object that it belongs to. */
class AddressAdviceTest {

  /** Sites without networks, as a Manager shows them. */
  private static final String NO_NETWORKS =
      """
      sites:
        - {id: "100", edges: [{name: fra-1, transports: [mpls]}]}
        - {id: "200", edges: [{name: mad-1, transports: [mpls]}]}
      """;

  private static final String NODE =
      """
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: %s%s}
      """;

  @TempDir private Path folder;
  private ShopManifests shop;

  @BeforeEach
  void write() throws IOException {
    shop = new ShopManifests(folder);
  }

  private void catalog(String labels, String endpoint) throws IOException {
    shop.write(
        "manifests/catalog.yaml",
        ShopManifests.service("catalog", "fairway.dev/tunnel: mpls", "http")
            + """
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              name: catalog-1
              namespace: shop
              labels: {kubernetes.io/service-name: catalog%s}
            addressType: IPv4
            ports: [{name: http, port: 8080, protocol: TCP}]
            endpoints: [{%s}]
            """
                .formatted(labels, endpoint));
  }

  private List<String> about(String text, String... more) {
    return messages(shop.plan(more), text);
  }

  private static List<String> messages(CommandRun run, String text) {
    return StreamSupport.stream(run.json().get("diagnostics").spliterator(), false)
        .map(diagnostic -> diagnostic.get("message").asText())
        .filter(message -> message.contains(text))
        .toList();
  }

  @Test
  void plan_endpointSyncedFromAnotherCluster_namesItAndNoNodeAndNoDefaultSite() throws IOException {
    shop.write("fabric.yaml", NO_NETWORKS);
    shop.write("manifests/node.yaml", NODE.formatted("n1", ""));
    catalog(
        ", endpointslice.kubernetes.io/managed-by: endpointslice-mesh-controller.cilium.io,"
            + " multicluster.kubernetes.io/source-cluster: west",
        "addresses: [10.7.0.4], nodeName: n1");

    List<String> told = about("10.7.0.4", "--cluster-default-site", "100");

    assertEquals(1, told.size(), told::toString);
    assertTrue(told.get(0).contains("cluster 'west'"), told::toString);
    assertTrue(told.get(0).contains("with a site in cluster.networks"), told::toString);
    assertFalse(told.get(0).contains("label"), told::toString);
    assertFalse(told.get(0).contains("cluster.defaultSite"), told::toString);
  }

  @Test
  void plan_ownClusterUnderTheNameOfAMesh_isLocalOnceTheSettingSaysSo() throws IOException {
    shop.write("fabric.yaml", NO_NETWORKS);
    shop.write(
        "manifests/node.yaml", NODE.formatted("n1", ", labels: {fairway.dev/site: \"200\"}"));
    catalog(
        ", endpointslice.kubernetes.io/managed-by: lighthouse-agent.submariner.io,"
            + " multicluster.kubernetes.io/source-cluster: berlin",
        "addresses: [10.7.0.4], nodeName: n1");

    List<String> told = about("cluster.meshName");
    assertEquals(1, told.size(), told::toString);
    assertTrue(told.get(0).contains("'berlin'"), told::toString);
    assertEquals("unknown", site("10.7.0.4"));

    assertEquals(List.of(), about("cluster.meshName", "--cluster-mesh-name", "berlin"));
    assertEquals("200", site("10.7.0.4", "--cluster-mesh-name", "berlin"));
  }

  private String site(String address, String... more) {
    List<String> arguments = new ArrayList<>(List.of("shop/catalog"));
    arguments.addAll(List.of(more));
    JsonNode addresses =
        shop.run("explain", arguments.toArray(String[]::new)).json().get("addresses");
    JsonNode found =
        StreamSupport.stream(addresses.spliterator(), false)
            .filter(known -> known.get("address").asText().equals(address))
            .findFirst()
            .orElseThrow();
    return found.path("site").asText("");
  }

  @ParameterizedTest
  @CsvSource({
    "'addresses: [10.7.0.4], nodeName: n1', node 'n1' names none; label it",
    "'addresses: [10.7.0.4], nodeName: n2', no node of the cluster is known for it",
    "'addresses: [10.7.0.4]', no node of the cluster is known for it",
  })
  void plan_podWithoutASite_isToldOfItsNodeIfThatIsKnown(String endpoint, String expected)
      throws IOException {
    shop.write("fabric.yaml", NO_NETWORKS);
    shop.write("manifests/node.yaml", NODE.formatted("n1", ""));
    catalog("", endpoint);

    List<String> told = about("address 10.7.0.4 is at no known site");

    assertEquals(1, told.size());
    assertTrue(told.get(0).contains(expected), told::toString);
    assertTrue(told.get(0).contains("or set cluster.defaultSite"), told::toString);
  }

  private void balanced(String address) throws IOException {
    shop.write(
        "manifests/edge.yaml",
        ShopManifests.service("edge", "fairway.dev/tunnel: mpls", "https")
            + "status: {loadBalancer: {ingress: [{ip: \"%s\"}]}}\n".formatted(address));
  }

  @Test
  void plan_addressOfALoadBalancerWithoutASite_isAMatterOfNetworks() throws IOException {
    shop.write("fabric.yaml", NO_NETWORKS);
    balanced("10.7.0.4");

    List<String> told = about("10.7.0.4");

    assertEquals(1, told.size());
    assertTrue(told.get(0).contains("a virtual address is on no node"), told::toString);
    assertFalse(told.get(0).contains("label"), told::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, status.loadBalancer.ingress",
    "255.255.255.255, status.loadBalancer.ingress",
    "::, status.loadBalancer.ingress"
  })
  void plan_placeholderOfALoadBalancer_isInNobodysRule(String address, String key)
      throws IOException {
    balanced(address);

    CommandRun run = shop.plan();

    assertEquals(1, messages(run, "its load balancer address " + address + " is left out").size());
    for (JsonNode rule : run.json().get("rules")) {
      String sides = rule.get("source").toString() + rule.get("destination").toString();
      assertFalse(sides.contains("\"" + address + "/"), sides);
    }
    assertTrue(run.out().contains(key), run::out);
  }

  @Test
  void plan_addressThatTheWanDoesNotRoute_isSaidToChangeTheRulesOfOthers() throws IOException {
    balanced("203.0.113.7");

    List<String> told = about("203.0.113.7 lies outside all that the WAN is known to route");

    assertEquals(1, told.size());
    assertEquals(
        List.of(),
        about(
            "outside all that the WAN",
            "--cluster-networks",
            "10.0.0.0/8@default,203.0.113.0/24@default"));
  }
}
