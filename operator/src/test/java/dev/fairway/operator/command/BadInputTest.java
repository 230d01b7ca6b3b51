package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is named, with what would be right, and changes nothing for other Services. */
class BadInputTest {

  @TempDir private Path folder;
  private ShopManifests shop;
  private List<JsonNode> goodRules;

  @BeforeEach
  void planWithoutMistakes() throws IOException {
    shop = new ShopManifests(folder);
    CommandRun run = shop.plan();
    assertEquals(ExitCode.CHANGES, run.code(), run::err);
    goodRules = rules(run);
    assertEquals(2, goodRules.size());
  }

  private static List<JsonNode> rules(CommandRun run) {
    List<JsonNode> rules = new ArrayList<>();
    run.json().get("rules").forEach(rules::add);
    return rules;
  }

  static Stream<Arguments> badServices() {
    return Stream.of(
        Arguments.of("fairway.dev/tunnel: 'mp ls'", "MalformedValue", "'mp ls'"),
        Arguments.of("fairway.dev/tunnel: ''", "EmptyValue", "fairway.dev/tunnel"),
        Arguments.of("fairway.dev/tunel: mpls", "UnknownKey", "fairway.dev/tunnel"),
        Arguments.of(
            "fairway.dev/tunnel: biz-internt", "UnknownTransport", "did you mean 'biz-internet'?"),
        Arguments.of(
            "fairway.dev/tunnel: mpls, fairway.dev/ports: htpp", "UnknownPort", "http (80/tcp)"),
        Arguments.of("fairway.dev/slo: 'latency<=5ms'", "NotYetSupported", "slo"),
        Arguments.of("fairway.dev/fallback: any", "IncompleteIntent", "tunnel"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badServices")
  void annotationThatCannotBeUsed_isNamedAndNothingElseChanges(
      String annotation, String code, String right) throws IOException {
    shop.service("bad", annotation, "http", "10.2.0.9");
    CommandRun run = shop.plan();
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.codes("service cluster/shop/bad").contains(code), run::out);
    assertTrue(messages(run).contains(right), run::out);
    assertEquals(goodRules, rules(run));
  }

  private static String messages(CommandRun run) {
    StringBuilder all = new StringBuilder();
    run.json()
        .get("diagnostics")
        .forEach(diagnostic -> all.append(diagnostic.get("message")).append('\n'));
    return all.toString();
  }

  @Test
  void endpointOutsideEverySite_isNamedAndTheGoodRulesStay() throws IOException {
    shop.service("bad", "fairway.dev/tunnel: biz-internet", "http", "172.16.0.1");
    CommandRun run = shop.plan();
    assertTrue(run.codes("service cluster/shop/bad").contains("UnknownSite"), run::out);
    assertTrue(messages(run).contains("known: 100, 200"), run::out);
    assertEquals(2, rulesOf(run, "cluster/shop/good"));
  }

  @Test
  void endpointOutsideTheDeclaredNetworks_isLeftOut() throws IOException {
    shop.service("bad", "fairway.dev/tunnel: biz-internet", "http", "10.1.0.9");
    CommandRun run = shop.plan("--cluster-networks", "10.2.0.0/16");
    assertTrue(run.codes("service cluster/shop/bad").contains("ForeignAddress"), run::out);
    assertTrue(messages(run).contains("cluster.networks, which are 10.2.0.0/16"), run::out);
    assertEquals(goodRules, rules(run));
  }

  @Test
  void twoServicesOnOneTuple_theLoserIsToldAndTheWinnerKeepsItsRules() throws IOException {
    shop.service("later", "fairway.dev/tunnel: biz-internet", "http", "10.2.0.1");
    CommandRun run = shop.plan();
    assertTrue(run.codes("service cluster/shop/later").contains("Conflicted"), run::out);
    assertTrue(messages(run).contains("belongs to cluster/shop/good"), run::out);
    assertEquals(goodRules, rules(run));
  }

  @Test
  void serviceWithoutEndpoints_isSaidAndHasNoRule() throws IOException {
    shop.write(
        "manifests/bad.yaml",
        ShopManifests.service("bad", "fairway.dev/tunnel: biz-internet", "http"));
    CommandRun run = shop.plan();
    assertTrue(run.codes("service cluster/shop/bad").contains("NoEndpoints"), run::out);
    assertEquals(goodRules, rules(run));
  }

  @Test
  void formerFlag_isTakenWithAWarning() {
    CommandRun run = shop.plan("--safety-min-tuples", "5");

    assertEquals(2, run.code());
    assertEquals(List.of("RenamedSetting"), run.codes("setting safety.minTuples"));
  }

  @Test
  void overlayDatapath_programsNothingAndSaysSo() {
    CommandRun run = shop.plan("--cluster-datapath", "overlay");
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.codes("service cluster/shop/good").contains("DatapathOpaque"), run::out);
    assertEquals(List.of(), rules(run));
  }

  @Test
  void fabricFileWithAMistake_namesLineAndColumn() throws IOException {
    shop.write("fabric.yaml", ShopManifests.FABRIC.replace("10.2.0.0/16", "10.2.0.0/66"));
    CommandRun run = shop.plan();
    assertRefused(run, "line 3", "column", "10.2.0.0/66");
  }

  @Test
  void fabricFileThatIsMissing_isNamed() throws IOException {
    Files.delete(folder.resolve("fabric.yaml"));
    assertRefused(shop.plan(), "fabric.yaml");
  }

  @Test
  void settingsFileWithAMistake_namesLineAndColumnAndTheRightKey() throws IOException {
    shop.write("fairway.yaml", "cluster:\n  name: shop-eu\nsync:\n  mod: sync\n");
    CommandRun run = shop.plan("--config", shop.path("fairway.yaml"));
    assertRefused(run, "line 4, column 3", "did you mean 'sync.mode'?");
  }

  @Test
  void settingsFileThatIsMissing_isNamed() {
    assertRefused(shop.plan("--config", shop.path("nowhere.yaml")), "nowhere.yaml");
  }

  @Test
  void missingManifest_isNamedAndNothingIsConcluded() {
    CommandRun run = shop.plan("-f", shop.path("nowhere"));
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.out().contains("MissingFile"), run::out);
    assertEquals(List.of(), rules(run));
  }

  @Test
  void dumpCutOffInTheMiddle_isNamedAndNothingIsConcluded() throws IOException {
    String whole = "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":\"v1\",";
    shop.write("manifests/dump.json", whole + "\"kind\":\"Serv");
    CommandRun run = shop.plan();
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.out().contains("MalformedFile"), run::out);
    assertEquals(0, run.json().get("steps").size());
  }

  @Test
  void backendThatIsDown_isNamedAndNothingIsPlanned() throws IOException {
    shop.write("fairway.yaml", "backend: {name: down, settings: {password: hunter2}}\n");
    CommandRun run =
        CommandRun.of("plan", "-f", shop.path("manifests"), "--config", shop.path("fairway.yaml"));
    assertRefused(run, "controller.example does not answer", "nothing was changed");
    assertFalse(run.err().contains("hunter2"), run::err);
  }

  @Test
  void backendThatDoesNotExist_isNamedWithThoseThatDo() throws IOException {
    shop.write("fairway.yaml", "backend: {name: mokc}\n");
    CommandRun run =
        CommandRun.of("plan", "-f", shop.path("manifests"), "--config", shop.path("fairway.yaml"));
    assertRefused(run, "did you mean 'mock'?", "down, mock");
  }

  @Test
  void noFabricAndNoSettings_saysWhichWouldDo() {
    assertRefused(CommandRun.of("plan", "-f", shop.path("manifests")), "--fabric FILE");
  }

  @Test
  void packetThatCannotBe_isNamed() {
    assertRefused(shop.run("trace", "shop/nobody", "shop/good"), "neither a Service nor a pod");
    assertRefused(shop.run("trace", "site:999", "shop/good"), "known: 100, 200");
    assertRefused(shop.run("trace", "site:100", "shop/good:ftp"), "http (80/tcp)");
    assertRefused(shop.run("trace", "site:100", "10.2.0.1/xyz"), "not an IP protocol");
    assertRefused(shop.run("trace", "fd00::1", "10.2.0.1:80"), "only IPv4");
  }

  @Test
  void serviceThatIsNotThere_isNamedWithTheNearest() {
    assertRefused(shop.run("explain", "shop/god"), "did you mean 'shop/good'?");
  }

  private static void assertRefused(CommandRun run, String... said) {
    assertEquals(ExitCode.ERROR, run.code());
    assertEquals("", run.out());
    for (String part : said) {
      assertTrue(run.err().replaceAll("\\s+", " ").contains(part), run::err);
    }
    assertFalse(run.err().contains("Exception"), run::err);
  }

  private static long rulesOf(CommandRun run, String service) {
    return rules(run).stream()
        .filter(rule -> rule.get("services").toString().contains(service))
        .count();
  }
}
