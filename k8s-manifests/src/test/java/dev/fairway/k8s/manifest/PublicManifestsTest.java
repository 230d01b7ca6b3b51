package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that other people wrote, for other operators or for none. */
class PublicManifestsTest {

  private static final Path ROOT = Path.of("src/test/resources/manifests");
  private static final Path BOUTIQUE = ROOT.resolve("online-boutique/kubernetes-manifests.yaml");
  private static final ClusterMapper MAPPER = new ClusterMapper(ClusterSettings.of("eu"));

  private static ParsedManifests read(Path... paths) {
    return ManifestReader.read(
        Arrays.stream(paths).map(Path::toString).toList(), InputStream.nullInputStream());
  }

  private static ParsedManifests demo(String... names) {
    return read(
        Arrays.stream(names)
            .map(name -> ROOT.resolve("article-demo").resolve(name))
            .toArray(Path[]::new));
  }

  @Test
  void read_demoOfTheReferenceOperator_asksForItsTunnelUnchanged() {
    ParsedManifests reading = demo("service-business.yaml", "service-best-effort.yaml");

    assertTrue(reading.complete(), reading.diagnostics().toString());
    ClusterSnapshot snapshot = MAPPER.snapshot(reading.objects(), 1);
    ServiceState business = snapshot.services().get(new ServiceKey("eu", "default", "business"));
    assertEquals(
        "ports=every tunnel=biz-internet fallback=none",
        business.reading().intent().orElseThrow().canonical());
    ServiceState plain = snapshot.services().get(new ServiceKey("eu", "default", "best-effort"));
    assertTrue(plain.reading().intent().isEmpty());
    assertTrue(plain.reading().readable());
  }

  @Test
  void read_demoForTwoClustersInOneSource_namesTheDeploymentThatStandsTwice() {
    ParsedManifests reading = read(ROOT.resolve("article-demo"));

    Diagnostic told = reading.diagnostics().get(0);
    assertEquals(DiagnosticCode.DUPLICATE_OBJECT, told.code());
    assertEquals("Deployment default/business-app", told.value());
    assertTrue(told.message().contains("deployment-client.yaml"), told.message());
    assertTrue(told.message().contains("service-business.yaml"), told.message());
    assertFalse(reading.complete());
    assertEquals(2, reading.objects().services().size());
    assertEquals(1, reading.objects().deployments().size());
  }

  @Test
  void read_onlineBoutique_hasItsServicesAndDeployments() {
    ParsedManifests reading = read(BOUTIQUE);

    assertTrue(reading.complete(), reading.diagnostics().toString());
    assertEquals(12, reading.objects().services().size());
    assertEquals(12, reading.objects().deployments().size());
    assertEquals(Map.of("v1/ServiceAccount", 11), reading.ignored());
    assertEquals(12, MAPPER.snapshot(reading.objects(), 1).services().size());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void read_onlineBoutiqueWithShuffledDocuments_isEqual(long seed) throws IOException {
    List<String> documents = Arrays.asList(Files.readString(BOUTIQUE).split("(?m)^---$"));
    ParsedManifests straight = read(BOUTIQUE);

    Collections.shuffle(documents, new Random(seed));
    ParsedManifests shuffled =
        ManifestReader.read(
            List.of("-"),
            new ByteArrayInputStream(
                String.join("\n---\n", documents).getBytes(StandardCharsets.UTF_8)));

    assertEquals(straight, shuffled);
    assertEquals(MAPPER.snapshot(straight.objects(), 1), MAPPER.snapshot(shuffled.objects(), 1));
  }
}
