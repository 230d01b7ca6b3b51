package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Online Boutique with another word on each of five Services. */
class BoutiqueWordsTest {

  private static final Path MANIFESTS =
      Path.of(
          "../k8s-manifests/src/test/resources/manifests/online-boutique/kubernetes-manifests.yaml");

  private static final String FABRIC =
      """
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: fra-1, transports: [mpls, biz-internet]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, biz-internet]}]}
        - {id: "300", networks: [{cidr: 10.3.0.0/16}], edges: [{name: lis-1, transports: [mpls, biz-internet]}]}
      functions: [{name: firewall, site: "100"}]
      routesKnown: true
      """;

  private static final Map<String, String> WORDS =
      new TreeMap<>(
          Map.of(
              "cartservice", "fairway.dev/access: 'from=100,200'",
              "checkoutservice", "fairway.dev/tunnel: biz-internet",
              "paymentservice", "fairway.dev/encryption: required",
              "recommendationservice", "fairway.dev/dscp: af21",
              "shippingservice", "fairway.dev/inspect: firewall"));

  @TempDir private Path folder;
  private List<String> documents;

  @BeforeEach
  void annotate() throws IOException {
    Files.writeString(folder.resolve("fabric.yaml"), FABRIC);
    String text = Files.readString(MANIFESTS);
    for (Map.Entry<String, String> word : WORDS.entrySet()) {
      String before = "kind: Service\nmetadata:\n  name: " + word.getKey() + "\n";
      assertTrue(text.contains(before), word.getKey());
      text = text.replace(before, before + "  annotations: {" + word.getValue() + "}\n");
    }
    documents = List.of(text.split("\n---\n", -1));
    write(documents, 1);
  }

  /** Writes the documents in their order into some files. */
  private void write(List<String> ordered, int files) throws IOException {
    Path manifests = Files.createDirectories(folder.resolve("manifests"));
    for (int file = 0; file < files; file++) {
      int number = file;
      List<String> part =
          ordered.stream().filter(text -> ordered.indexOf(text) % files == number).toList();
      Files.writeString(
          manifests.resolve((char) ('a' + number) + ".yaml"), String.join("\n---\n", part));
    }
  }

  private CommandRun run(String output, String... command) {
    List<String> all = new ArrayList<>(Arrays.asList(command));
    all.addAll(
        List.of(
            "-f",
            folder.resolve("manifests").toString(),
            "--fabric",
            folder.resolve("fabric.yaml").toString(),
            "--assume-pods",
            "2",
            "-o",
            output));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private JsonNode json(String... command) {
    CommandRun run = run("json", command);
    assertFalse(run.out().isEmpty(), run::err);
    return run.json();
  }

  @Test
  void plan_fiveWords_givesEachServiceRulesThatSayItsWord() {
    Map<String, String> words = new TreeMap<>();
    for (JsonNode rule : json("plan").get("rules")) {
      for (JsonNode service : rule.get("services")) {
        words.put(
            service.asText().replace("cluster/default/", ""),
            rule.get("transports")
                + " "
                + rule.path("words")
                + " "
                + rule.path("peers").asText("all"));
      }
    }
    assertEquals(
        Map.of(
            "cartservice", "[] {\"access\":\"deny\"} not-at:100,200",
            "checkoutservice", "[\"biz-internet\"]  all",
            "paymentservice", "[] {\"encryption\":\"required\"} all",
            "recommendationservice", "[] {\"dscp\":\"af21\"} all",
            "shippingservice", "[] {\"inspect\":\"firewall\"} not-at"),
        words);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "site:300 | cartservice           | dropped",
        "site:200 | cartservice           | any path",
        "site:300 | checkoutservice       | biz-internet, else dropped",
        "site:300 | paymentservice        | any encrypted path, else dropped",
        "site:300 | recommendationservice | any path, marked af21",
        "site:300 | shippingservice       | any path, through firewall at site 100",
        "site:300 | adservice             | any path"
      })
  void trace_requestAndReply_takeWhatTheWordComesTo(String from, String service, String takes) {
    CommandRun run = run("text", "trace", from, "default/" + service);
    List<String> taken = run.out().lines().filter(line -> line.startsWith("  takes")).toList();
    assertEquals(
        List.of("  takes    " + takes, "  takes    " + takes), taken, run.out() + run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cartservice",
        "checkoutservice",
        "paymentservice",
        "recommendationservice",
        "shippingservice"
      })
  void explain_annotatedService_saysTheWordAndTheAnnotationThatItComesFrom(String service) {
    JsonNode explain = json("explain", "default/" + service);
    assertEquals("valid", explain.get("declaration").asText());
    assertTrue(explain.get("rules").size() >= 2, explain::toString);
    for (JsonNode address : explain.get("addresses")) {
      assertFalse(address.has("leftOut"), explain::toString);
      assertFalse(address.get("rule").asText().isEmpty(), explain::toString);
    }
    String annotation = WORDS.get(service).replace("'", "");
    JsonNode asked = explain.get("asked").get(0);
    assertEquals(annotation, asked.get("key").asText() + ": " + asked.get("value").asText());
    if (!annotation.contains("tunnel")) {
      JsonNode word = explain.get("words").get(0);
      assertEquals(
          annotation,
          "fairway.dev/" + word.get("word").asText() + ": " + word.get("value").asText());
      assertEquals("every", word.get("ports").asText());
      assertEquals(asked.get("key"), word.get("key"));
      assertEquals("service cluster/default/" + service, word.get("object").asText());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void answers_documentsAndFilesInAnyOrder_areTheSameBytes(long seed) throws IOException {
    List<String> first = answers();
    List<String> shuffled = new ArrayList<>(documents);
    Collections.shuffle(shuffled, new Random(seed));
    write(shuffled, 1 + (int) seed);
    assertEquals(first, answers());
  }

  private List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (String output : List.of("text", "json")) {
      answers.add(run(output, "plan").out());
      for (String service : WORDS.keySet()) {
        answers.add(run(output, "trace", "site:300", "default/" + service).out());
        answers.add(run(output, "explain", "default/" + service).out());
      }
    }
    return answers;
  }
}
