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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The transform of an EndpointSlice to its view: slices are most of a cluster's content. */
final class EndpointSliceTransform {

  /** The label of Endpoints that a Linkerd service mirror writes; their slices inherit it. */
  private static final String LINKERD_CLUSTER = "mirror.linkerd.io/cluster-name";

  /** The annotation of slices that Karmada dispatches. */
  private static final String KARMADA_CLUSTER = "endpointslice.karmada.io/provision-cluster";

  private EndpointSliceTransform() {}

  static EndpointSliceView transform(EndpointSlice slice) {
    Map<String, String> labels = ObjectFields.labels(slice);
    String addressType = ObjectFields.text(slice.getAddressType()).intern();
    Optional<IpFamily> family = EndpointSliceView.family(addressType);
    List<EndpointView> endpoints = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    family.ifPresent(wanted -> read(slice, wanted, endpoints, malformed));
    return new EndpointSliceView(
        ObjectFields.namespace(slice).intern(),
        ObjectFields.name(slice),
        slice.getMetadata() == null ? "" : ObjectFields.text(slice.getMetadata().getUid()),
        ObjectFields.text(labels.get(EndpointSliceView.SERVICE_NAME)),
        addressType,
        ObjectFields.text(labels.get(EndpointSliceView.MANAGED_BY)).intern(),
        sourceCluster(slice, labels),
        ObjectFields.list(slice.getPorts()).stream().map(EndpointSliceTransform::port).toList(),
        endpoints,
        malformed);
  }

  /**
   * The cluster that the slice names as its source. The Multi-Cluster Services API (KEP-1645) puts
   * the label {@value EndpointSliceView#SOURCE_CLUSTER} on every imported slice; Cilium, Submariner
   * and OVN-Kubernetes write it too.
   */
  private static Optional<String> sourceCluster(EndpointSlice slice, Map<String, String> labels) {
    return Stream.of(
            labels.get(EndpointSliceView.SOURCE_CLUSTER),
            labels.get(LINKERD_CLUSTER),
            ObjectFields.annotations(slice).get(KARMADA_CLUSTER))
        .map(ObjectFields::text)
        .filter(source -> !source.isEmpty())
        .map(String::intern)
        .findFirst();
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
        ObjectFields.number(port.getPort()));
  }
}
