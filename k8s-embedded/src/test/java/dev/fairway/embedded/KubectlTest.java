package dev.fairway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real kubectl at the API of this module, where there is one: FAIRWAY_KUBECTL, or on the path.
 */
class KubectlTest {

  private static final String CART =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: cart, annotations: {fairway.dev/tunnel: %s}}
      spec: {selector: {app: cart}, ports: [{port: %d, targetPort: 8080}]}
      """;

  private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
  @TempDir Path folder;
  private Path kubectl = Path.of("");

  @BeforeEach
  void find() throws IOException {
    Optional<Path> found =
        Stream.concat(
                Stream.ofNullable(System.getenv("FAIRWAY_KUBECTL")).map(Path::of),
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, "kubectl")))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "no kubectl on the path, and FAIRWAY_KUBECTL names none");
    kubectl = found.get();
    Files.writeString(folder.resolve("kubeconfig"), kubernetes.kubeconfig());
  }

  @AfterEach
  void close() {
    kubernetes.close();
  }

  private String kubectl(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(kubectl.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    builder.environment().put("HOME", folder.toString());
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process = builder.redirectOutput(out.toFile()).start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "kubectl does not end");
    return new String(Files.readAllBytes(out), StandardCharsets.UTF_8).strip();
  }

  private String apply(String yaml, String... more) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("object.yaml"), yaml);
    List<String> words = new ArrayList<>(List.of("apply", "-f", file.toString()));
    words.addAll(List.of(more));
    return kubectl(words.toArray(new String[0]));
  }

  @Test
  void apply_createsAndConfigures() throws IOException, InterruptedException {
    assertEquals("service/cart created", apply(CART.formatted("mpls", 80)));
    assertEquals("service/cart unchanged", apply(CART.formatted("mpls", 80)));
    assertEquals("service/cart configured", apply(CART.formatted("mpls", 81)));
    assertEquals("81", kubectl("get", "svc", "cart", "-o", "jsonpath={.spec.ports[*].port}"));
    assertEquals(
        "service/cart serverside-applied",
        apply(CART.formatted("biz-internet", 81), "--server-side", "--force-conflicts"));
    assertEquals(
        "biz-internet",
        kubectl("get", "svc/cart", "-o", "jsonpath={.metadata.annotations.fairway\\.dev/tunnel}"));
  }

  @Test
  void annotateLabelPatchDelete_work() throws IOException, InterruptedException {
    apply(CART.formatted("mpls", 80));
    assertEquals("service/cart annotated", kubectl("annotate", "svc", "cart", "a=b"));
    assertEquals("service/cart labeled", kubectl("label", "svc", "cart", "x=y"));
    assertEquals("service/cart unlabeled", kubectl("label", "svc", "cart", "x-"));
    String ports = "{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":9}]}}";
    assertEquals("service/cart patched", kubectl("patch", "svc", "cart", "-p", ports));
    assertEquals("9", kubectl("get", "svc", "cart", "-o", "jsonpath={.spec.ports[0].targetPort}"));
    assertTrue(kubectl("delete", "svc", "cart").contains("deleted"));
    assertEquals(
        "Error from server (NotFound): services \"cart\" not found", kubectl("get", "svc", "cart"));
  }

  @Test
  void namespace_comesAndGoes() throws IOException, InterruptedException {
    assertEquals(
        "namespace/shop created",
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}"));
    apply(CART.formatted("mpls", 80), "--namespace=shop");
    assertTrue(kubectl("delete", "ns", "shop").contains("deleted"));
    assertTrue(kubectl("get", "ns", "shop").contains("not found"));
  }

  @Test
  void get_showsTheColumnsThatPeopleKnow() throws IOException, InterruptedException {
    apply(CART.formatted("mpls", 80));
    List<String> lines = kubectl("get", "svc").lines().toList();
    assertEquals(
        List.of("NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"),
        List.of(lines.get(0).split("\\s+")));
    assertTrue(lines.get(1).matches("cart +ClusterIP +10\\.96\\.0\\.10 +<none> +80/TCP +\\d+s"));
  }
}
