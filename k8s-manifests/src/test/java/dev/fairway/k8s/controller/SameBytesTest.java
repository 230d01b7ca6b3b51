package dev.fairway.k8s.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.translate.Translator;
import dev.fairway.k8s.assume.AssumedPods;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.runtime.safety.SafetySettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same objects, read from files and through an API server, ask for the same bytes. */
class SameBytesTest {

  private static final Path ROOT = Path.of("src/test/resources/manifests");

  @TempDir private Path folder;

  @Test
  void boutique_fromFilesAndFromTheApi_givesTheSameBytes() throws IOException {
    String text = Files.readString(ROOT.resolve("online-boutique/kubernetes-manifests.yaml"));
    text = annotated(text, "checkoutservice", "fairway.dev/tunnel: mpls");
    text =
        annotated(
            text,
            "paymentservice",
            "fairway.dev/tunnel: 'mpls,biz-internet', fairway.dev/fallback: any");
    text = annotated(text, "cartservice", "policy.sdwan.cisco.com/tunnel: biz-internet");
    text = annotated(text, "frontend", "fairway.dev/tunnel: mpls");
    text = annotated(text, "frontend-external", "fairway.dev/tunnel: biz-internet");
    Path file = folder.resolve("boutique.yaml");
    Files.writeString(file, text);
    assertSameBytes(file);
  }

  private static String annotated(String text, String service, String annotations) {
    String before = "kind: Service\nmetadata:\n  name: " + service + "\n";
    assertTrue(text.contains(before), service);
    return text.replace(before, before + "  annotations: {" + annotations + "}\n");
  }

  @Test
  void article_fromFilesAndFromTheApi_givesTheSameBytes() {
    Path demo = ROOT.resolve("article-demo");
    assertSameBytes(
        demo.resolve("service-business.yaml"), demo.resolve("service-best-effort.yaml"));
  }

  private void assertSameBytes(Path... manifests) {
    try (WatchedClusterFixture fixture =
        new WatchedClusterFixture(Commit.WHOLE_PLAN, SafetySettings.OFF)) {
      List<Path> files = new ArrayList<>(Arrays.asList(manifests));
      files.add(assumed(fixture, read(manifests).objects()));
      KubernetesObjects objects = read(files.toArray(Path[]::new)).objects();
      ResolvedFleet fleet = fixture.resolve(objects);
      String fromFiles =
          Translator.translate(
                  fleet.clusters().get(MockFabricFixture.OWNER),
                  fleet.wan(),
                  fixture.fabric().fabric().profile())
              .policy()
              .canonical();
      assertFalse(fromFiles.isEmpty());
      create(fixture, objects);
      fixture.open();
      Quiescence.await(fixture);
      assertEquals(fromFiles, fixture.fabric().ours());
      fixture.restart();
      Quiescence.await(fixture);
      assertEquals(fromFiles, fixture.fabric().ours());
    }
  }

  /** Slices and Nodes as a cluster would have them, in a file. */
  private Path assumed(WatchedClusterFixture fixture, KubernetesObjects objects) {
    AssumedPods.Result made =
        AssumedPods.make(
            objects, fixture.fabric().fabric().inventory().networks(), ClusterSettings.of("eu"), 3);
    assertEquals(List.of(), made.diagnostics());
    List<HasMetadata> all = new ArrayList<>(made.objects().endpointSlices());
    all.addAll(made.objects().nodes());
    StringBuilder text = new StringBuilder();
    all.forEach(object -> text.append("---\n").append(Serialization.asYaml(object)).append('\n'));
    try {
      return Files.writeString(folder.resolve("assumed.yaml"), text.toString());
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  private static ParsedManifests read(Path... files) {
    ParsedManifests reading =
        ManifestReader.read(
            Arrays.stream(files).map(Path::toString).toList(), InputStream.nullInputStream());
    assertTrue(reading.complete(), () -> reading.diagnostics().toString());
    return reading;
  }

  /** In the order of their names: objects from files have no age, and then names decide. */
  private static void create(WatchedClusterFixture fixture, KubernetesObjects objects) {
    List<HasMetadata> all = new ArrayList<>(objects.services());
    all.addAll(objects.endpointSlices());
    all.addAll(objects.nodes());
    all.sort(
        Comparator.comparing((HasMetadata object) -> object.getKind())
            .thenComparing(object -> object.getMetadata().getName()));
    all.forEach(fixture.writers()::create);
  }
}
