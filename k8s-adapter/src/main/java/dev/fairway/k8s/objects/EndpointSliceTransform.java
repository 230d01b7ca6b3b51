package dev.fairway.k8s.objects;

import dev.fairway.core.endpoint.Endpoint.State;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.objects.EndpointSliceView.EndpointView;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The transform of an EndpointSlice to its view: slices are most of a cluster's content. */
final class EndpointSliceTransform {

  /** The source of a synced slice that does not name its cluster. */
  private static final String UNNAMED_CLUSTER = "unnamed";

  private final String cluster;

  EndpointSliceTransform(String cluster) {
    this.cluster = cluster;
  }

  EndpointSliceView transform(EndpointSlice slice) {
    String addressType = ObjectFields.text(slice.getAddressType()).intern();
    Optional<IpFamily> family = EndpointSliceView.family(addressType);
    List<EndpointView> endpoints = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    family.ifPresent(wanted -> read(slice, wanted, endpoints, malformed));
    return new EndpointSliceView(
        ObjectFields.namespace(slice).intern(),
        ObjectFields.name(slice),
        ObjectFields.text(ObjectFields.labels(slice).get(EndpointSliceView.SERVICE_NAME)),
        addressType,
        sourceCluster(slice),
        ObjectFields.list(slice.getPorts()).stream().map(EndpointSliceTransform::port).toList(),
        endpoints,
        malformed);
  }

  /**
   * The cluster that the slice was synced from; empty where it is local.
   *
   * <p>The Multi-Cluster Services API (KEP-1645) puts the label {@value
   * EndpointSliceView#SOURCE_CLUSTER} on every imported slice; its value is the name of the cluster
   * that it came from. Cilium's operator labels the slices that it syncs over a Cluster Mesh with
   * it as well, and with {@value EndpointSliceView#MANAGED_BY} = {@value
   * EndpointSliceView#CILIUM_MESH_CONTROLLER} (pkg/k8s/utils).
   */
  private Optional<String> sourceCluster(EndpointSlice slice) {
    Map<String, String> labels = ObjectFields.labels(slice);
    String source = ObjectFields.text(labels.get(EndpointSliceView.SOURCE_CLUSTER));
    if (!source.isEmpty()) {
      return source.equals(cluster) ? Optional.empty() : Optional.of(source.intern());
    }
    return EndpointSliceView.CILIUM_MESH_CONTROLLER.equals(labels.get(EndpointSliceView.MANAGED_BY))
        ? Optional.of(UNNAMED_CLUSTER)
        : Optional.empty();
  }

  private static void read(
      EndpointSlice slice, IpFamily family, List<EndpointView> endpoints, List<String> malformed) {
    for (Endpoint endpoint : ObjectFields.list(slice.getEndpoints())) {
      Optional<String> pod = pod(endpoint, ObjectFields.namespace(slice));
      for (String text : ObjectFields.list(endpoint.getAddresses())) {
        address(text, family)
            .ifPresentOrElse(
                address -> endpoints.add(endpoint(endpoint, address, pod)),
                () -> malformed.add(text));
      }
    }
  }

  private static EndpointView endpoint(Endpoint endpoint, IpPrefix address, Optional<String> pod) {
    return new EndpointView(
        address,
        ObjectFields.text(endpoint.getNodeName()).intern(),
        state(endpoint.getConditions()),
        pod);
  }

  private static State state(@Nullable EndpointConditions conditions) {
    if (conditions == null) {
      return State.READY;
    }
    boolean ready = !Boolean.FALSE.equals(conditions.getReady());
    Boolean serving = conditions.getServing();
    State state =
        new State(
            ready,
            serving == null ? ready : serving,
            Boolean.TRUE.equals(conditions.getTerminating()));
    // Nearly all endpoints are ready: they share one.
    return state.equals(State.READY) ? State.READY : state;
  }

  private static Optional<String> pod(Endpoint endpoint, String sliceNamespace) {
    if (endpoint.getTargetRef() == null
        || !"Pod".equals(endpoint.getTargetRef().getKind())
        || ObjectFields.text(endpoint.getTargetRef().getName()).isEmpty()) {
      return Optional.empty();
    }
    String namespace = ObjectFields.text(endpoint.getTargetRef().getNamespace());
    return Optional.of(
        (namespace.isEmpty() ? sliceNamespace : namespace)
            + "/"
            + endpoint.getTargetRef().getName());
  }

  private static Optional<IpPrefix> address(String text, IpFamily family) {
    return text.indexOf('/') >= 0
        ? Optional.empty()
        : IpPrefix.tryParse(text).filter(address -> address.family() == family);
  }

  private static PortView port(EndpointPort port) {
    return new PortView(
        ObjectFields.text(port.getName()).intern(),
        ObjectFields.text(port.getProtocol()).intern(),
        ObjectFields.number(port.getPort()),
        OptionalInt.empty());
  }
}
