package dev.fairway.k8s.assume;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.KubernetesSamples;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Workloads and Services of a namespace {@code shop}, and the pods assumed for them. */
final class AssumedShop {

  static final Network FRANKFURT = network("10.1.0.0/16", "100");
  static final Network MADRID = network("10.2.0.0/16", "200");

  private AssumedShop() {}

  static Network network(String prefix, String site) {
    return new Network(IpPrefix.parse(prefix), Segment.DEFAULT, Optional.of(new SiteId(site)));
  }

  static PodTemplateSpec template(String app, int web) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .addToLabels("app", app)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withPorts(
            new ContainerPortBuilder().withName("web").withContainerPort(web).build(),
            new ContainerPortBuilder()
                .withName("dns")
                .withProtocol("UDP")
                .withContainerPort(5353)
                .build())
        .endContainer()
        .endSpec()
        .build();
  }

  static Deployment deployment(String name, String app, int web) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withTemplate(template(app, web))
        .endSpec()
        .build();
  }

  static ServiceBuilder web(String name, String app) {
    return KubernetesSamples.service(name)
        .editSpec()
        .withSelector(Map.of("app", app))
        .editFirstPort()
        .withTargetPort(new IntOrString("web"))
        .endPort()
        .endSpec();
  }

  /** The objects of a manifest, all of which can be read. */
  static HasMetadata[] objects(String yaml) {
    ParsedManifests manifests =
        ManifestReader.read(
            List.of("-"), new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    if (!manifests.complete()) {
      throw new IllegalArgumentException(manifests.diagnostics().toString());
    }
    return manifests.objects().all().toArray(new HasMetadata[0]);
  }

  static AssumedPods.Result make(int count, List<Network> networks, HasMetadata... objects) {
    return AssumedPods.make(
        KubernetesObjects.of(List.of(objects)), networks, ClusterSettings.of("eu"), count);
  }

  /** The Service as the mappers read it, with the pods assumed for it. */
  static ServiceState read(
      String service, int count, List<Network> networks, HasMetadata... objects) {
    KubernetesObjects source = KubernetesObjects.of(List.of(objects));
    return new ClusterMapper(ClusterSettings.of("eu"))
        .snapshot(source.and(make(count, networks, objects).objects()), 1)
        .services()
        .get(new ServiceKey("eu", "shop", service));
  }

  /** The ports that a Service's assumed pods listen on, of all workloads. */
  static Set<Integer> ports(ServiceState service) {
    return service.endpoints().stream()
        .flatMap(group -> group.port().stream().boxed())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<IpPrefix> addresses(ServiceState service) {
    return service.endpoints().stream()
        .flatMap(group -> group.endpoints().stream())
        .map(Endpoint::address)
        .toList();
  }
}
