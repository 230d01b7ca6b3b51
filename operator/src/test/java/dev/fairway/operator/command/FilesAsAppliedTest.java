package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they would be applied: in a namespace, and with all that a cluster makes of them. */
class FilesAsAppliedTest {

  private static final String RENDERED =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: store, annotations: {fairway.dev/tunnel: mpls}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: a, image: a}]}
      """;

  @TempDir private Path folder;
  private ShopManifests shop;

  @BeforeEach
  void prepare() throws IOException {
    shop = new ShopManifests(folder);
  }

  private CommandRun plan(String manifests, String... more) throws IOException {
    return run("plan", manifests, more);
  }

  private CommandRun run(String command, String manifests, String... more) throws IOException {
    shop.write("objects.yaml", manifests);
    List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ")));
    arguments.addAll(
        List.of(
            "-f", shop.path("objects.yaml"), "--fabric", shop.path("fabric.yaml"), "-o", "json"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(new String[0]));
  }

  @Test
  void namespace_isThatOfObjectsThatNameNone() throws IOException {
    for (String flag : List.of("-n", "--namespace")) {
      CommandRun run = plan(RENDERED, "--assume-pods", "1", flag, "store");
      assertEquals(ExitCode.CHANGES, run.code(), run::err);
      assertEquals(
          "cluster/store/web",
          run.json().get("rules").get(0).get("services").get(0).asText(),
          run::out);
    }
    CommandRun unnamed = plan(RENDERED, "--assume-pods", "1");
    assertEquals(0, unnamed.json().get("rules").size(), unnamed::out);
    CommandRun explained = run("explain web", RENDERED, "--assume-pods", "1", "-n", "store");
    assertEquals(ExitCode.NOTHING_TO_DO, explained.code(), explained::err);
    assertTrue(explained.out().contains("cluster/store/web"), explained::out);
  }

  @Test
  void namespace_refusesObjectsOfAnother() throws IOException {
    CommandRun run =
        plan(ShopManifests.service("cart", "fairway.dev/tunnel: mpls", "http"), "-n", "store");

    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.out().contains("Service shop/cart is not in the namespace given"), run::out);
    CommandRun noName = plan(RENDERED, "-n", "no/name");
    assertEquals(ExitCode.ERROR, noName.code());
    assertTrue(noName.err().contains("'no/name'"), noName::err);
  }

  @Test
  void passedOver_isSaidOnlyWhereAServiceLacksEndpoints() throws IOException {
    String cronJob = "---\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}\n";
    String service = ShopManifests.service("cart", "fairway.dev/tunnel: mpls", "http");

    CommandRun without = plan(service + cronJob);
    assertTrue(without.out().contains("1 of batch/v1/CronJob"), without::out);
    CommandRun with = plan(service + ShopManifests.slice("cart", "10.1.0.9") + cronJob);
    assertFalse(with.out().contains("CronJob"), with::out);
  }

  @Test
  void handMadeEndpoints_haveRules() throws IOException {
    CommandRun run =
        plan(
            ShopManifests.service("ledger", "fairway.dev/tunnel: mpls", "http")
                + """
                ---
                apiVersion: v1
                kind: Endpoints
                metadata: {name: ledger, namespace: shop}
                subsets: [{addresses: [{ip: 10.1.9.9}], ports: [{name: http, port: 8080}]}]
                """);

    assertEquals(2, run.json().get("rules").size(), run::out);
    assertTrue(run.json().get("rules").toString().contains("10.1.9.9"), run::out);
  }
}
