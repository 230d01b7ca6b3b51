package dev.fairway.k8s.manifest;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The EndpointSlices that the EndpointSliceMirroring controller of a cluster makes from Endpoints
 * that were written by hand: of a Service without a selector, with the same name.
 */
final class EndpointsMirroring {

  /** The value of {@link EndpointSliceView#MANAGED_BY} of the controller's slices. */
  static final String CONTROLLER = "endpointslicemirroring-controller.k8s.io";

  /** As many addresses of a subset as the controller mirrors. */
  private static final int MOST_ADDRESSES = 1_000;

  private static final String SKIP_LABEL = "endpointslice.kubernetes.io/skip-mirror";
  private static final String LEADER_ANNOTATION = "control-plane.alpha.kubernetes.io/leader";

  private EndpointsMirroring() {}

  /** The slices to add to these objects. Endpoints whose mirrored slices are there get none. */
  static List<EndpointSlice> slices(Collection<? extends HasMetadata> objects) {
    Map<String, Service> services =
        of(Service.class, objects)
            .collect(Collectors.toMap(EndpointsMirroring::path, service -> service));
    Set<String> mirrored =
        of(EndpointSlice.class, objects)
            .filter(slice -> CONTROLLER.equals(label(slice, EndpointSliceView.MANAGED_BY)))
            .map(
                slice ->
                    ObjectFields.namespace(slice)
                        + "/"
                        + label(slice, EndpointSliceView.SERVICE_NAME))
            .collect(Collectors.toSet());
    return of(Endpoints.class, objects)
        .filter(endpoints -> !mirrored.contains(path(endpoints)))
        .filter(
            endpoints ->
                Optional.ofNullable(services.get(path(endpoints)))
                    .filter(service -> obstacle(endpoints, service).isEmpty())
                    .isPresent())
        .flatMap(endpoints -> mirror(endpoints).stream())
        .toList();
  }

  /** The reason why a cluster does not mirror the Endpoints of a Service; empty where it does. */
  static Optional<String> obstacle(Endpoints endpoints, Service service) {
    if (service.getSpec() != null && !ObjectFields.map(service.getSpec().getSelector()).isEmpty()) {
      return Optional.of(
          "the Service has a selector, so a cluster keeps its EndpointSlices itself");
    }
    if ("true".equals(label(endpoints, SKIP_LABEL))) {
      return Optional.of("they have the label '" + SKIP_LABEL + "'");
    }
    return ObjectFields.annotations(endpoints).containsKey(LEADER_ANNOTATION)
        ? Optional.of("they have the annotation '" + LEADER_ANNOTATION + "'")
        : Optional.empty();
  }

  private static List<EndpointSlice> mirror(Endpoints endpoints) {
    List<EndpointSlice> slices = new ArrayList<>();
    int number = 0;
    for (EndpointSubset subset : ObjectFields.list(endpoints.getSubsets())) {
      number++;
      List<Endpoint> all =
          Stream.concat(
                  ObjectFields.list(subset.getAddresses()).stream()
                      .map(address -> endpoint(address, true)),
                  ObjectFields.list(subset.getNotReadyAddresses()).stream()
                      .map(address -> endpoint(address, false)))
              .filter(endpoint -> family(endpoint).isPresent())
              .limit(MOST_ADDRESSES)
              .toList();
      for (IpFamily family : IpFamily.values()) {
        List<Endpoint> found =
            all.stream().filter(endpoint -> family(endpoint).equals(Optional.of(family))).toList();
        if (!found.isEmpty()) {
          slices.add(slice(endpoints, number, family, subset, found));
        }
      }
    }
    return slices;
  }

  private static EndpointSlice slice(
      Endpoints endpoints,
      int number,
      IpFamily family,
      EndpointSubset subset,
      List<Endpoint> found) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace(ObjectFields.namespace(endpoints))
        .withName(ObjectFields.name(endpoints) + ".mirrored." + number + "." + family.text())
        .addToLabels(ObjectFields.labels(endpoints))
        .addToLabels(EndpointSliceView.SERVICE_NAME, ObjectFields.name(endpoints))
        .addToLabels(EndpointSliceView.MANAGED_BY, CONTROLLER)
        .endMetadata()
        .withAddressType(family == IpFamily.IPV4 ? "IPv4" : "IPv6")
        .withPorts(
            ObjectFields.list(subset.getPorts()).stream().map(EndpointsMirroring::port).toList())
        .withEndpoints(found)
        .build();
  }

  private static io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort port(EndpointPort port) {
    return new EndpointPortBuilder()
        .withName(ObjectFields.text(port.getName()))
        .withPort(port.getPort())
        .withProtocol(port.getProtocol() == null ? "TCP" : port.getProtocol())
        .withAppProtocol(port.getAppProtocol())
        .build();
  }

  private static Endpoint endpoint(EndpointAddress address, boolean ready) {
    return new EndpointBuilder()
        .withAddresses(ObjectFields.text(address.getIp()))
        .withNewConditions()
        .withReady(ready)
        .endConditions()
        .withHostname(address.getHostname())
        .withNodeName(address.getNodeName())
        .withTargetRef(address.getTargetRef())
        .build();
  }

  private static Optional<IpFamily> family(Endpoint endpoint) {
    return IpPrefix.tryParse(endpoint.getAddresses().get(0)).map(IpPrefix::family);
  }

  private static <T> Stream<T> of(Class<T> kind, Collection<? extends HasMetadata> objects) {
    return objects.stream().filter(kind::isInstance).map(kind::cast);
  }

  static String path(HasMetadata object) {
    return ObjectFields.namespace(object) + "/" + ObjectFields.name(object);
  }

  private static String label(HasMetadata object, String label) {
    return ObjectFields.text(ObjectFields.labels(object).get(label));
  }
}
