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

/** A node's label puts a pod at one site, and the fabric has its network at another one. */
class SiteDisagreementTraceTest {

  private static final String SENTENCE =
      "10.1.0.6 is at site 200 as its cluster says, which counts; the WAN has its network"
          + " 10.1.0.0/16 at site 100";

  @TempDir private Path folder;
  private ShopManifests shop;

  @BeforeEach
  void writeManifests() throws IOException {
    shop = new ShopManifests(folder);
    shop.write(
        "manifests/node.yaml",
        "{apiVersion: v1, kind: Node, metadata: {name: a, labels: {fairway.dev/site: \"200\"}}}");
    shop.write(
        "manifests/web.yaml",
        ShopManifests.service("web", "fairway.dev/tunnel: biz-internet", "http")
            + ShopManifests.slice("web", "10.1.0.6")
                .replace("[10.1.0.6]", "[10.1.0.6], nodeName: a"));
  }

  private String text(String... query) {
    return CommandRun.of(
            "trace",
            query[0],
            query[1],
            "-f",
            shop.path("manifests"),
            "--fabric",
            shop.path("fabric.yaml"))
        .out()
        .replaceAll("\\s+", " ");
  }

  @Test
  void trace_acrossTheClustersSites_saysWhichSiteCountsAndWhatTheFabricGoesBy() {
    JsonNode trace = shop.run("trace", "site:100", "shop/web").json();
    assertTrue(trace.get("crossesWan").asBoolean());
    assertEquals("biz-internet", trace.get("transports").get(0).asText());
    assertEquals(SENTENCE, trace.get("siteDisagreement").asText());
    assertEquals("local", trace.get("now").asText());
    assertEquals(SENTENCE, trace.get("reply").get("siteDisagreement").asText());
    assertTrue(
        text("site:100", "shop/web")
            .contains(
                "sites " + SENTENCE + " now by the WAN's own networks, it does not cross the WAN"));
  }

  @Test
  void trace_withinTheClustersSite_saysThatTheFabricSendsItAcross() {
    JsonNode trace = shop.run("trace", "site:200", "shop/web").json();
    assertFalse(trace.get("crossesWan").asBoolean());
    assertEquals(SENTENCE, trace.get("siteDisagreement").asText());
    assertTrue(
        text("site:200", "shop/web")
            .contains("now by the WAN's own networks, the fabric lets it take any path"));
  }

  @Test
  void trace_ofAServiceWhoseSitesAgree_hasNoSuchSentence() {
    JsonNode trace = shop.run("trace", "site:100", "shop/good").json();
    assertFalse(trace.has("siteDisagreement"), trace::toString);
    assertFalse(text("site:100", "shop/good").contains("own networks"));
  }

  @Test
  void plan_warnsOnceForTheNodeAndTheNetwork() {
    String warnings = shop.plan().json().get("diagnostics").toString();
    assertEquals(2, warnings.split("SiteDisagreement", -1).length, warnings);
    assertTrue(warnings.contains("address 10.1.0.6 is at site 200, says node 'a', and the WAN"));
  }
}
