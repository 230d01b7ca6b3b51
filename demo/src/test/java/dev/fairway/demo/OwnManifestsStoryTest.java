package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.demo.Demo.DemoServices;
import dev.fairway.demo.DemoOperator.DemoSync;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.operator.command.Console;
import dev.fairway.operator.trace.FlowResolver;
import dev.fairway.operator.trace.PacketQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same story on other people's manifests. */
class OwnManifestsStoryTest {

  private static final Path BOUTIQUE =
      Path.of(
          "../k8s-manifests/src/test/resources/manifests/online-boutique/kubernetes-manifests.yaml");

  @TempDir Path folder;

  @Test
  void run_nobodyAsks_annotatesTheFirstServiceWithPodsAndSaysSo() {
    DemoRun told = DemoRun.of(BOUTIQUE.toString());
    assertEquals("adservice", told.story().services.followed().name());
    assertEquals(DemoServices.Declared.NOTHING, told.story().services.declared());
    assertEquals("cartservice", told.story().services.other().orElseThrow().name());
    assertTrue(told.text().contains("so the story asks for default/adservice:"), told::text);
    checkWhole(told, "biz-internet");
  }

  @Test
  void run_oneServiceAsks_followsItWhateverItsName() throws IOException {
    String annotated =
        Files.readString(BOUTIQUE)
            .replace(
                "kind: Service\nmetadata:\n  name: emailservice\n",
                "kind: Service\nmetadata:\n  name: emailservice\n"
                    + "  annotations: {fairway.dev/tunnel: \"mpls,public-internet\"}\n");
    DemoRun told = DemoRun.of(file(annotated));
    assertEquals("emailservice", told.story().services.followed().name());
    assertEquals(DemoServices.Declared.USABLE, told.story().services.declared());
    assertEquals("public-internet/public-internet", told.star(DemoRun.DOWN, "mpls down"));
    checkWhole(told, "mpls");
  }

  @Test
  void run_usesAnyFallbackForOnePort_turnsItRoundAndBack() throws IOException {
    DemoRun told =
        DemoRun.of(
            file(
                shop(
                    "fairway.dev/tunnel.web: mpls, fairway.dev/fallback.web: any",
                    "{name: web, port: 80}, {name: metrics, port: 9090}")));
    assertEquals("any/any", told.star(DemoRun.DOWN, "it is down"));
    assertEquals("drop/drop", told.star(DemoRun.DOWN, "fallback: none"));
    assertEquals("mpls/mpls", told.star(DemoRun.DOWN, "as it was"));
    assertEquals(0, told.story().rulesLeft);
    assertTrue(told.text().contains("default/shop:80"), told::text);
  }

  @Test
  void run_namespaceAsks_cancelsTheDefaultAtTheEnd() throws IOException {
    String namespace =
        "---\n{apiVersion: v1, kind: Namespace, metadata: {name: default, annotations: "
            + "{fairway.dev/tunnel: mpls}}}\n";
    DemoRun told = DemoRun.of(file(shop("", "{port: 80}") + namespace));
    checkDown(told, "mpls");
    assertTrue(told.text().contains("fairway.dev/class=none"), told::text);
    assertEquals("any/any", told.star(DemoRun.REMOVAL, "now"));
    assertEquals(0, told.story().rulesLeft);
  }

  @Test
  void run_asksForWhatTheFabricLacks_saysSoAndAsksForSomethingElse() throws IOException {
    DemoRun told = DemoRun.of(file(shop("fairway.dev/tunnel: satellite", "{port: 80}")));
    assertEquals(DemoServices.Declared.UNUSABLE, told.story().services.declared());
    assertTrue(told.text().contains("tunnel 'satellite' is not offered"), told::text);
    checkDown(told, "biz-internet");
    assertEquals(0, told.story().rulesLeft);
  }

  @Test
  void run_onePodThatIsNamed_losesEveryRuleWithItAndGetsThemBack() throws IOException {
    DemoRun told =
        DemoRun.of(
            file(
                shop("fairway.dev/tunnel: mpls", "{port: 80}") + slice("{addresses: [10.2.0.7]}")));
    assertEquals("any/any", told.star(DemoRun.DEATH, "dead"));
    assertEquals(List.of(1L, 1L), told.writes(DemoRun.DEATH));
    checkDown(told, "mpls");
    assertEquals(List.of(), told.story().probe.strays);
  }

  @Test
  void run_manyPods_isNeverHeldBack() throws IOException {
    String endpoints =
        IntStream.rangeClosed(1, 40)
            .mapToObj(last -> "{addresses: [10.2.0." + last + "]}")
            .collect(Collectors.joining(", "));
    DemoRun told =
        DemoRun.of(file(shop("fairway.dev/tunnel: mpls", "{port: 80}") + slice(endpoints)));
    assertTrue(told.story().syncs.stream().allMatch(pass -> pass.report().succeeded()));
    assertTrue(told.text().contains("And so on: 37 of its pods are left."), told::text);
    assertTrue(told.text().contains("EndpointSlices of default/shop name no pods"), told::text);
    assertEquals(0, told.story().rulesLeft);
    assertEquals(List.of(), ArticleStoryTest.tooLong(told.text()));
  }

  @Test
  void run_sameInputTwice_printsTheSameInAHundredColumns() {
    DemoRun told = DemoRun.of(BOUTIQUE.toString());
    assertEquals(told.text(), DemoRun.of(BOUTIQUE.toString()).text());
    assertEquals(List.of(), ArticleStoryTest.tooLong(told.text()));
  }

  @Test
  void run_cutFile_printsWhereAndReturnsOne() throws IOException {
    StringWriter text = new StringWriter();
    assertEquals(1, run(text, file("apiVersion: v1\nkind: Service\nmetadata: {name: [shop\n")));
    assertTrue(text.toString().startsWith("error: file "), text::toString);
    assertTrue(text.toString().contains("line "), text::toString);
  }

  @Test
  void run_missingFile_saysSoAndReturnsOne() {
    StringWriter text = new StringWriter();
    assertEquals(1, run(text, folder.resolve("none.yaml").toString()));
    assertTrue(text.toString().contains("none.yaml"), text::toString);
  }

  @Test
  void run_nothingWithPods_saysWhatIsMissingAndReturnsOne() throws IOException {
    StringWriter text = new StringWriter();
    String lonely =
        shop("fairway.dev/tunnel: mpls", "{port: 80}")
            .replace("app: shop}}, spec", "app: x}}, spec");
    assertEquals(1, run(text, file(lonely)));
    assertTrue(text.toString().contains("no Service here has a pod"), text::toString);
  }

  @Test
  void run_article_returnsZero() {
    StringWriter text = new StringWriter();
    assertEquals(0, run(text));
    assertTrue(text.toString().endsWith("\n"));
  }

  @Test
  void tryNext_tracedPacket_isAQuestionThatHasAnAnswer() {
    DemoRun told = DemoRun.of();
    String line =
        told.text()
            .lines()
            .filter(text -> text.contains("./fairway trace"))
            .findFirst()
            .orElseThrow();
    String[] words = line.trim().split(" ");
    DemoSync planned = told.passes(DemoRun.PLAN).get(0);
    FlowResolver finder =
        new FlowResolver(planned.report().planned().orElseThrow().resolved(), Map.of());
    assertTrue(finder.resolve(PacketQuery.parse(words[2], words[3])).toString().contains(":8080"));
  }

  @Test
  void shippedFiles_readFromTheFolder_areWhatTheStoryReads() {
    List<Diagnostic> together =
        ManifestReader.read(
                List.of("src/main/resources/demo/article"), InputStream.nullInputStream())
            .diagnostics();
    assertEquals(1, together.size(), together::toString);
    assertEquals("DuplicateObject", together.get(0).code().text());
  }

  private static void checkWhole(DemoRun told, String transport) {
    assertEquals(transport + "/" + transport, told.star(DemoRun.PLAN, "now"));
    assertEquals("any/any", told.other(DemoRun.PLAN, "now"));
    checkDown(told, transport);
    assertEquals(List.of(), told.story().probe.strays);
    assertEquals(List.of(0L, 0L), told.writes(DemoRun.CONFLICT));
    assertEquals("any/any", told.star(DemoRun.REMOVAL, "now"));
    assertEquals(0, told.story().rulesLeft);
    assertEquals(List.of(), ArticleStoryTest.tooLong(told.text()));
  }

  private static void checkDown(DemoRun told, String transport) {
    assertEquals("drop/drop", told.star(DemoRun.DOWN, "it is down"));
    assertEquals("any/any", told.star(DemoRun.DOWN, "fallback: any"));
    assertEquals(transport + "/" + transport, told.star(DemoRun.DOWN, "as it was"));
  }

  private static int run(StringWriter text, String... paths) {
    return new Demo(
            DemoWan::mock,
            List.of(paths),
            new Console(
                InputStream.nullInputStream(),
                new PrintWriter(text),
                new PrintWriter(text),
                Map.of(),
                false),
            () -> 0,
            Optional.empty())
        .run();
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("manifests.yaml"), text).toString();
  }

  private static String slice(String endpoints) {
    return "---\n"
        + "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4,"
        + " metadata: {name: shop-1, labels: {kubernetes.io/service-name: shop}}, ports:"
        + " [{port: 8080, protocol: TCP}], endpoints: ["
        + endpoints
        + "]}\n";
  }

  private static String shop(String annotations, String ports) {
    return "{apiVersion: v1, kind: Service, metadata: {name: shop, annotations: {"
        + annotations
        + "}}, spec: {selector: {app: shop}, ports: ["
        + ports
        + "]}}\n---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: shop}, spec: {"
        + "selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: shop}}, spec:"
        + " {containers: [{name: shop, image: shop}]}}}}\n";
  }
}
