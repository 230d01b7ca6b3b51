package dev.fairway.demo;

import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.k8s.assume.AssumedPods;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.FabricSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The fabric and the objects of the cluster that the demo begins with.
 *
 * @param fabric the sites, networks and transports of {@code demo/fabric.yaml}
 * @param objects the objects of the cluster, with EndpointSlices of the pods that are assumed
 * @param notes sentences on the assumed pods and on the client
 * @param source the manifest files as an option {@code -f}
 */
record DemoManifests(
    FabricSpec fabric, KubernetesObjects objects, List<String> notes, String source) {

  /** The transport that the demo asks for where no annotation does. */
  static final Transport BUSINESS = new Transport("biz-internet");

  /** The site of the article's client. */
  static final SiteId FRANKFURT = new SiteId("100");

  private static final SiteId MADRID = new SiteId("200");
  private static final SiteId LISBON = new SiteId("300");
  private static final int PODS = 2;
  private static final int LONGEST_SOURCE = 50;

  /** The options that name the demo's fabric, and the number of assumed pods. */
  static final String FABRIC_OPTIONS = "--fabric $D/fabric.yaml --assume-pods " + PODS;

  /**
   * The article's two Services, whose pods run in Madrid. Its folder describes two clusters: the
   * client has the name of a Deployment of the other one, so the two are not read together.
   */
  static DemoManifests article() {
    String client = ObjectFields.name(article("deployment-client.yaml").deployments().get(0));
    return of(
        article("service-best-effort.yaml").and(article("service-business.yaml")),
        network -> network.site().filter(MADRID::equals).isPresent(),
        List.of(
            StoryPrinter.sentence("article.pods", PODS),
            StoryPrinter.sentence("article.client", client)),
        "-f $D/article/service-business.yaml");
  }

  /** Manifests of the user; workloads without endpoints get pods at every site but the office. */
  static DemoManifests of(ParsedManifests manifests, List<String> paths) {
    String source = "-f " + String.join(" ", paths);
    return of(
        manifests.objects(),
        network -> network.site().filter(LISBON::equals).isEmpty(),
        List.of(StoryPrinter.sentence("manifests.pods", PODS)),
        source.length() <= LONGEST_SOURCE ? source : "-f PATH...");
  }

  /** Notes are dropped where no pods are assumed. */
  private static DemoManifests of(
      KubernetesObjects objects, Predicate<Network> hasPods, List<String> notes, String source) {
    String yaml = new String(shipped("fabric.yaml"), StandardCharsets.UTF_8);
    FabricSpec fabric = FabricFile.parse("fabric.yaml", yaml).layout().orElseThrow();
    List<Network> networks = fabric.inventory().networks().stream().filter(hasPods).toList();
    KubernetesObjects assumed =
        AssumedPods.make(objects, networks, ClusterSettings.of(DemoCluster.NAME), PODS).objects();
    boolean assumes = !assumed.endpointSlices().isEmpty();
    return new DemoManifests(fabric, objects.and(assumed), assumes ? notes : List.of(), source);
  }

  private static KubernetesObjects article(String file) {
    return ManifestReader.read(List.of("-"), new ByteArrayInputStream(shipped("article/" + file)))
        .objects();
  }

  /** A shipped file below {@code demo/}. */
  private static byte[] shipped(String file) {
    try (InputStream text = DemoManifests.class.getResourceAsStream("/demo/" + file)) {
      return Objects.requireNonNull(text, file).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
