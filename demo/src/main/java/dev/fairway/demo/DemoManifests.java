package dev.fairway.demo;

import dev.fairway.core.wan.Network;
import dev.fairway.k8s.assume.AssumedPods;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.mock.FabricSpec;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What stands on the stage when the story begins.
 *
 * @param layout the fabric
 * @param objects the cluster's objects, pods included that nobody named
 * @param notes how the pods came about, and who plays the client; sentences
 * @param source the files that the cluster was read from, as {@code -f} names them
 */
record DemoManifests(
    FabricSpec layout, KubernetesObjects objects, List<String> notes, String source) {

  private static final int PODS = 2;
  private static final int LONGEST_SOURCE = 50;
  private static final String FOLDER = "demo/src/main/resources/demo";

  /** Copies. */
  DemoManifests {
    notes = List.copyOf(notes);
  }

  /**
   * The article's two Services, whose pods run in Madrid. Its folder describes two clusters: the
   * client has the name of a Deployment of the other one, so the two are not read together.
   */
  static DemoManifests article(FabricSpec layout) {
    KubernetesObjects services =
        shipped("service-best-effort.yaml").and(shipped("service-business.yaml"));
    List<Network> madrid =
        layout.inventory().networks().stream()
            .filter(network -> network.site().filter(DemoFabric.MADRID::equals).isPresent())
            .toList();
    String client = ObjectFields.name(shipped("deployment-client.yaml").deployments().get(0));
    return new DemoManifests(
        layout,
        services.and(assume(services, madrid)),
        List.of(
            "The manifests name no pods, so the demo lets each Deployment run "
                + PODS
                + ", all in Madrid.",
            "Deployment "
                + client
                + " of deployment-client.yaml belongs to the other cluster: it is the client in"
                + " Frankfurt."),
        "-f $D/article/service-business.yaml");
  }

  /** What somebody else's manifests describe; pods nobody names are assumed at every site. */
  static DemoManifests of(FabricSpec layout, ParsedManifests reading, List<String> paths) {
    KubernetesObjects made = assume(reading.objects(), layout.inventory().networks());
    String named = "-f " + String.join(" ", paths);
    List<String> notes =
        made.endpointSlices().isEmpty()
            ? List.of()
            : List.of(
                "Where the manifests name no endpoints, the demo assumes "
                    + PODS
                    + " pods of each workload at every site.");
    return new DemoManifests(
        layout,
        reading.objects().and(made),
        notes,
        named.length() <= LONGEST_SOURCE ? named : "-f PATH...");
  }

  /** How a command names the demo's fabric, and as many pods. */
  static String fabric() {
    return "--fabric $D/fabric.yaml --assume-pods " + PODS;
  }

  /** Where the files of the demo lie in the source tree. */
  static String folder() {
    return FOLDER;
  }

  private static KubernetesObjects assume(KubernetesObjects source, List<Network> networks) {
    return AssumedPods.make(source, networks, ClusterSettings.DEFAULT_SITE_LABEL, PODS).objects();
  }

  private static KubernetesObjects shipped(String file) {
    String text = ShippedText.of("article/" + file);
    ParsedManifests reading =
        ManifestReader.read(
            List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    if (!reading.complete()) {
      throw new IllegalStateException(file + " in the program: " + reading.diagnostics());
    }
    return reading.objects();
  }
}
