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
import dev.fairway.mock.FabricReading;
import dev.fairway.mock.FabricSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

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

  /** The folder of the shipped files in the source tree. */
  static final String FOLDER = "demo/src/main/resources/demo";

  private static final SiteId MADRID = new SiteId("200");
  private static final int PODS = 2;
  private static final int LONGEST_SOURCE = 50;

  /** The options that name the demo's fabric, and the number of assumed pods. */
  static final String FABRIC_OPTIONS = "--fabric $D/fabric.yaml --assume-pods " + PODS;

  /** Copies. */
  DemoManifests {
    notes = List.copyOf(notes);
  }

  /**
   * The article's two Services, whose pods run in Madrid. Its folder describes two clusters: the
   * client has the name of a Deployment of the other one, so the two are not read together.
   */
  static DemoManifests article() {
    FabricSpec fabric = shippedFabric();
    KubernetesObjects services =
        shipped("service-best-effort.yaml").and(shipped("service-business.yaml"));
    List<Network> madrid =
        fabric.inventory().networks().stream()
            .filter(network -> network.site().filter(MADRID::equals).isPresent())
            .toList();
    String client = ObjectFields.name(shipped("deployment-client.yaml").deployments().get(0));
    return new DemoManifests(
        fabric,
        services.and(assume(services, madrid)),
        List.of(StoryText.of("article.pods", PODS), StoryText.of("article.client", client)),
        "-f $D/article/service-business.yaml");
  }

  /** Manifests of the user; workloads without endpoints get pods at every site. */
  static DemoManifests of(ParsedManifests manifests, List<String> paths) {
    FabricSpec fabric = shippedFabric();
    KubernetesObjects assumed = assume(manifests.objects(), fabric.inventory().networks());
    String source = "-f " + String.join(" ", paths);
    boolean assumes = !assumed.endpointSlices().isEmpty();
    return new DemoManifests(
        fabric,
        manifests.objects().and(assumed),
        assumes ? List.of(StoryText.of("manifests.pods", PODS)) : List.of(),
        source.length() <= LONGEST_SOURCE ? source : "-f PATH...");
  }

  private static KubernetesObjects assume(KubernetesObjects source, List<Network> networks) {
    return AssumedPods.make(source, networks, ClusterSettings.DEFAULT_SITE_LABEL, PODS).objects();
  }

  private static FabricSpec shippedFabric() {
    try (InputStream yaml = open("fabric.yaml")) {
      FabricReading reading =
          FabricFile.parse("fabric.yaml", new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
      return reading
          .layout()
          .orElseThrow(() -> new IllegalStateException("shipped: " + reading.diagnostics()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static KubernetesObjects shipped(String file) {
    try (InputStream yaml = open("article/" + file)) {
      ParsedManifests manifests = ManifestReader.read(List.of("-"), yaml);
      if (!manifests.complete()) {
        throw new IllegalStateException("shipped: " + manifests.diagnostics());
      }
      return manifests.objects();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A shipped file below {@code demo/}; the caller closes it. */
  static InputStream open(String file) {
    InputStream text = DemoManifests.class.getResourceAsStream("/demo/" + file);
    if (text == null) {
      throw new IllegalStateException(file + " is not in the program");
    }
    return text;
  }
}
