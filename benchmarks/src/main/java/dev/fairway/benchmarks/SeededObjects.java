package dev.fairway.benchmarks;

import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.NamespaceView;
import dev.fairway.k8s.objects.NodeView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The fleet of {@link SeededInputs} as the objects of a Kubernetes cluster: one slice behind each
 * Service, and nodes at all sites.
 *
 * @param services by namespace and name
 * @param nodesPerSite the number of nodes at each site
 */
record SeededObjects(List<SeededService> services, int nodesPerSite) {

  /** The settings of the cluster of the fleet. */
  static final ClusterSettings SETTINGS =
      new ClusterSettings(
          SeededInputs.OWNER.value(),
          Optional.empty(),
          SeededInputs.OWNER,
          SeededInputs.wan().networks(),
          ClusterSettings.DEFAULT_SITE_LABEL,
          Optional.empty(),
          Datapath.NATIVE,
          AddressCoverage.PODS,
          IntentOptions.DEFAULT);

  private static final InformerTransform TRANSFORM =
      new InformerTransform(SETTINGS.name(), SETTINGS.siteLabel());

  static SeededObjects of(int services, int endpointsPerService, int nodesPerSite) {
    ClusterSnapshot cluster =
        SeededInputs.fleet(services, endpointsPerService).clusters().values().iterator().next();
    List<SeededService> made = new ArrayList<>();
    for (ServiceState state : cluster.services().values()) {
      made.add(new SeededService(state, made.size(), nodesPerSite));
    }
    return new SeededObjects(made, nodesPerSite);
  }

  List<Namespace> namespaces() {
    Set<String> names = new TreeSet<>();
    services.forEach(service -> names.add(service.namespace()));
    return names.stream()
        .map(name -> new NamespaceBuilder().withNewMetadata().withName(name).and().build())
        .toList();
  }

  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    for (SiteId site : SeededInputs.SITES) {
      for (int i = 0; i < nodesPerSite; i++) {
        nodes.add(node(site, i, "172.16." + SeededInputs.SITES.indexOf(site) + "." + (i + 1)));
      }
    }
    return nodes;
  }

  private static Node node(SiteId site, int number, String address) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(SeededService.node(site, number))
        .addToLabels(SETTINGS.siteLabel(), site.value())
        .addToLabels("topology.kubernetes.io/zone", "zone-" + site)
        .endMetadata()
        .withNewStatus()
        .addNewAddress(address, "InternalIP")
        .addNewAddress(SeededService.node(site, number), "Hostname")
        .endStatus()
        .build();
  }

  /** All objects, in an order in which an API server accepts them; made lazily. */
  Stream<HasMetadata> all() {
    return Stream.of(
            namespaces().stream(),
            nodes().stream(),
            services.stream().<HasMetadata>map(SeededService::service),
            services.stream().<HasMetadata>map(service -> service.slice(false)))
        .flatMap(objects -> objects);
  }

  /** The contents of informer stores. */
  ClusterObjects reduced() {
    List<NodeView> nodes = nodes().stream().map(TRANSFORM::node).toList();
    List<NamespaceView> namespaces = namespaces().stream().map(TRANSFORM::namespace).toList();
    return new ClusterObjects(
        services.stream().map(service -> TRANSFORM.service(service.service())).toList(),
        services.stream().map(service -> TRANSFORM.slice(service.slice(false))).toList(),
        nodes,
        namespaces,
        Set.of());
  }

  /** The same records, but for the slice of one Service, whose first endpoint has moved. */
  ClusterObjects withMoved(ClusterObjects before, SeededService moved) {
    return new ClusterObjects(
        before.services(),
        before.slices().stream()
            .map(
                slice ->
                    slice.namespace().equals(moved.namespace())
                            && slice.name().equals(moved.sliceName())
                        ? TRANSFORM.slice(moved.slice(true))
                        : slice)
            .toList(),
        before.nodes(),
        before.namespaces(),
        before.podsInHostNetwork());
  }
}
