package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Online Boutique as it is deployed, three of its Services annotated: planned, explained,
 * traced.
 */
class OnlineBoutiqueTest {

  private static final Path MANIFESTS =
      Path.of(
          "../k8s-manifests/src/test/resources/manifests/online-boutique/kubernetes-manifests.yaml");

  @TempDir private Path folder;
  private String manifests;
  private String fabric;

  @BeforeEach
  void annotate() throws IOException {
    fabric = folder.resolve("fabric.yaml").toString();
    Files.writeString(Path.of(fabric), ShopManifests.FABRIC);
    String text = Files.readString(MANIFESTS);
    text = annotated(text, "checkoutservice", "fairway.dev/tunnel: mpls");
    text =
        annotated(
            text,
            "paymentservice",
            "fairway.dev/tunnel: 'mpls,biz-internet', fairway.dev/fallback: any");
    text = annotated(text, "cartservice", "policy.sdwan.cisco.com/tunnel: biz-internet");
    manifests = write("boutique.yaml", text);
  }

  private static String annotated(String text, String service, String annotations) {
    String before = "kind: Service\nmetadata:\n  name: " + service + "\n";
    assertTrue(text.contains(before), service);
    return text.replace(before, before + "  annotations: {" + annotations + "}\n");
  }

  private String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  private CommandRun run(String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(Arrays.asList(more));
    all.addAll(List.of("-f", manifests, "--fabric", fabric, "--assume-pods", "3", "-o", "json"));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void plan_threeTreatments_givesRulesForTheThreeAndNobodyElse() {
    CommandRun run = run("plan");
    assertEquals(ExitCode.CHANGES, run.code(), run::err);
    Set<String> services = new TreeSet<>();
    for (JsonNode rule : run.json().get("rules")) {
      rule.get("services").forEach(service -> services.add(service.asText()));
    }
    assertEquals(
        Set.of(
            "cluster/default/cartservice",
            "cluster/default/checkoutservice",
            "cluster/default/paymentservice"),
        services);
    assertEquals(6, run.json().get("rules").size());
    assertEquals(6, run.json().get("steps").size());
  }

  @Test
  void plan_manifestsAlone_saysForEachServiceThatItHasNoEndpoints() {
    CommandRun run = CommandRun.of("plan", "-f", manifests, "--fabric", fabric, "-o", "json");
    assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::err);
    for (String service : List.of("cartservice", "checkoutservice", "paymentservice")) {
      assertTrue(run.codes("service cluster/default/" + service).contains("NoEndpoints"), run::out);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void plan_documentsInAnyOrder_givesTheSameBytes(long seed) throws IOException {
    String first = run("plan").out();
    List<String> documents =
        new ArrayList<>(List.of(Files.readString(Path.of(manifests)).split("\n---\n", -1)));
    Collections.shuffle(documents, new Random(seed));
    manifests = write("boutique.yaml", String.join("\n---\n", documents));
    assertEquals(first, run("plan").out());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cartservice:7070, 7070, 'biz-internet', none",
    "checkoutservice:grpc, 5050, 'mpls', none",
    "paymentservice, 50051, 'mpls;biz-internet', any"
  })
  void trace_requestAndReply_takeTheTreatmentOfTheService(
      String to, int port, String transports, String fallback) {
    CommandRun run = run("trace", "site:100", "default/" + to + "/tcp");
    assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::err);
    JsonNode trace = run.json();
    for (JsonNode packet : List.of(trace, trace.get("reply"))) {
      List<String> named = new ArrayList<>();
      packet.get("transports").forEach(transport -> named.add(transport.asText()));
      assertEquals(List.of(transports.split(";", -1)), named);
      assertEquals(fallback, packet.get("fallback").asText());
      assertTrue(packet.get("crossesWan").asBoolean());
      assertFalse(packet.get("rule").asText().isEmpty());
    }
    assertEquals(port, trace.get("flow").get("destinationPort").asInt());
    assertEquals("100", trace.get("fromSite").asText());
    assertEquals("200", trace.get("toSite").asText());
  }

  @Test
  void trace_serviceThatAsksForNothing_isLeftAlone() {
    JsonNode trace = run("trace", "site:100", "default/adservice:9555").json();
    assertEquals("", trace.get("rule").asText());
    assertEquals(0, trace.get("transports").size());
    assertEquals("any", trace.get("now").asText());
  }

  @Test
  void trace_withinASite_claimsNothing() {
    JsonNode trace = run("trace", "site:100", "10.1.0.1:80").json();
    assertFalse(trace.get("crossesWan").asBoolean());
    assertEquals("100", trace.get("toSite").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cartservice", "checkoutservice", "paymentservice"})
  void explain_annotatedService_saysWhereItWasAskedAndWhichRulesCarryIt(String service) {
    CommandRun run = run("explain", "default/" + service);
    assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::err);
    JsonNode explain = run.json();
    assertEquals("valid", explain.get("declaration").asText());
    assertEquals(2, explain.get("rules").size());
    assertEquals(6, explain.get("addresses").size());
    for (JsonNode address : explain.get("addresses")) {
      assertNotEquals("", address.get("rule").asText());
    }
    assertEquals(
        "service cluster/default/" + service, explain.get("asked").get(0).get("object").asText());
  }

  @Test
  void explain_serviceWithoutAnnotation_isAbsent() {
    assertEquals("absent", run("explain", "default/frontend").json().get("declaration").asText());
  }

  @Test
  void text_ofEveryCommand_fitsAHundredColumns() {
    for (List<String> command :
        List.of(
            List.of("plan"),
            List.of("trace", "site:100", "default/cartservice"),
            List.of("explain", "default/cartservice"))) {
      List<String> all = new ArrayList<>(command);
      all.addAll(List.of("-f", manifests, "--fabric", fabric, "--assume-pods", "3"));
      CommandRun run = CommandRun.of(all.toArray(String[]::new));
      assertTrue(run.out().lines().count() > 3, run::err);
      run.out().lines().forEach(line -> assertTrue(line.length() <= 100, line));
    }
  }
}
