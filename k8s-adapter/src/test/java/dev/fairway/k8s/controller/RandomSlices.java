package dev.fairway.k8s.controller;

import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** EndpointSlices as their controllers write them: filled, split, merged, synced, forgotten. */
final class RandomSlices {

  private static final int MOST = 9;
  private static final String SYNCED = "multicluster.kubernetes.io/source-cluster";

  private static final List<String> IPV4 =
      List.of(
          "10.1.0.1",
          "10.1.0.2",
          "10.1.0.3",
          "10.2.0.1",
          "10.2.0.2",
          "10.2.0.3",
          "10.9.0.1",
          "192.168.7.7");

  private static final List<String> IPV6 = List.of("fd00:1::1", "fd00:2::1");

  private final Random random;
  private final ClusterWriters writers;

  RandomSlices(Random random, ClusterWriters writers) {
    this.random = random;
    this.writers = writers;
  }

  String create() {
    List<Service> services = writers.written(Service.class);
    List<EndpointSlice> there = writers.written(EndpointSlice.class);
    if (services.isEmpty() || there.size() >= MOST) {
      return fill();
    }
    Service service = ClusterWriters.any(random, services);
    String name = service.getMetadata().getName() + "-" + random.nextInt(1_000);
    if (there.stream().anyMatch(slice -> slice.getMetadata().getName().equals(name))) {
      return fill();
    }
    boolean ipv6 = random.nextInt(6) == 0;
    List<Endpoint> endpoints = new ArrayList<>();
    for (String address : some(ipv6 ? IPV6 : IPV4)) {
      endpoints.add(endpoint(address));
    }
    EndpointSlice slice =
        writers.create(
            new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(service.getMetadata().getNamespace())
                .withName(name)
                .addToLabels(EndpointSliceView.SERVICE_NAME, service.getMetadata().getName())
                .endMetadata()
                .withAddressType(ipv6 ? "IPv6" : "IPv4")
                .withPorts(ports(service))
                .withEndpoints(endpoints)
                .build());
    return said(slice, "create " + text(slice));
  }

  private List<String> some(List<String> pool) {
    List<String> shuffled = new ArrayList<>(pool);
    Collections.shuffle(shuffled, random);
    int size = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(Math.min(3, pool.size()));
    return shuffled.subList(0, size);
  }

  private Endpoint endpoint(String address) {
    return new EndpointBuilder()
        .withAddresses(address)
        .withNodeName("node-" + random.nextInt(3))
        .withNewConditions()
        .withReady(true)
        .endConditions()
        .build();
  }

  /** Mostly those of the Service, as they are now. */
  private List<EndpointPort> ports(Service service) {
    if (random.nextInt(8) == 0) {
      return List.of();
    }
    List<EndpointPort> ports = new ArrayList<>();
    for (ServicePort port : service.getSpec().getPorts()) {
      if (random.nextInt(6) != 0) {
        int number = port.getPort() == 80 ? 8080 : port.getPort();
        ports.add(port(port.getName(), port.getProtocol(), number));
      }
    }
    if (random.nextInt(8) == 0) {
      ports.add(port("stray", "TCP", 7070));
    }
    return ports;
  }

  private static EndpointPort port(String name, String protocol, int number) {
    return new EndpointPortBuilder().withName(name).withProtocol(protocol).withPort(number).build();
  }

  /** Other endpoints in the same slice. */
  String fill() {
    return onAny(
        slice -> {
          List<Endpoint> endpoints = new ArrayList<>();
          for (String address : some(slice.getAddressType().equals("IPv6") ? IPV6 : IPV4)) {
            endpoints.add(endpoint(address));
          }
          return edit(
              slice, there -> new EndpointSliceBuilder(there).withEndpoints(endpoints).build());
        });
  }

  /** One endpoint stops being ready, begins to terminate, or is well again. */
  String shake() {
    int mood = random.nextInt(4);
    return onAny(
        slice ->
            edit(
                slice,
                there -> {
                  List<Endpoint> endpoints =
                      new ArrayList<>(ObjectFields.list(there.getEndpoints()));
                  if (!endpoints.isEmpty()) {
                    endpoints.set(0, inMood(endpoints.get(0), mood));
                  }
                  return new EndpointSliceBuilder(there).withEndpoints(endpoints).build();
                }));
  }

  private static Endpoint inMood(Endpoint endpoint, int mood) {
    return new EndpointBuilder(endpoint)
        .withNewConditions()
        .withReady(mood == 0)
        .withServing(mood != 2)
        .withTerminating(mood >= 2)
        .endConditions()
        .build();
  }

  String changePorts() {
    return onAny(
        slice -> {
          String name = slice.getMetadata().getLabels().get(EndpointSliceView.SERVICE_NAME);
          List<EndpointPort> ports =
              writers.written(Service.class).stream()
                  .filter(service -> service.getMetadata().getName().equals(name))
                  .findFirst()
                  .map(this::ports)
                  .orElse(List.of());
          return edit(slice, there -> new EndpointSliceBuilder(there).withPorts(ports).build());
        });
  }

  /** An endpoint is on its way to a new slice, and stands in both. */
  String split() {
    return onAny(
        slice -> {
          if (ObjectFields.list(slice.getEndpoints()).isEmpty()
              || writers.written(EndpointSlice.class).size() >= MOST) {
            return "nothing to split";
          }
          EndpointSlice other =
              writers.create(
                  new EndpointSliceBuilder(slice)
                      .withNewMetadata()
                      .withNamespace(slice.getMetadata().getNamespace())
                      .withName(slice.getMetadata().getName() + random.nextInt(1_000))
                      .withLabels(slice.getMetadata().getLabels())
                      .endMetadata()
                      .withEndpoints(slice.getEndpoints().get(0))
                      .build());
          return "split off " + text(other);
        });
  }

  /** A slice takes over the endpoints of another of its Service, which goes. */
  String merge() {
    return onAny(
        slice ->
            writers.written(EndpointSlice.class).stream()
                .filter(other -> isSibling(other, slice))
                .findFirst()
                .map(
                    other -> {
                      List<Endpoint> both =
                          new ArrayList<>(ObjectFields.list(slice.getEndpoints()));
                      both.addAll(ObjectFields.list(other.getEndpoints()));
                      String text =
                          edit(
                              slice,
                              there -> new EndpointSliceBuilder(there).withEndpoints(both).build());
                      writers.delete(other);
                      return "merge with " + other.getMetadata().getName() + " " + text;
                    })
                .orElse("nothing to merge"));
  }

  private static boolean isSibling(EndpointSlice one, EndpointSlice other) {
    return one.getMetadata().getNamespace().equals(other.getMetadata().getNamespace())
        && !one.getMetadata().getName().equals(other.getMetadata().getName())
        && one.getMetadata().getLabels().equals(other.getMetadata().getLabels())
        && one.getAddressType().equals(other.getAddressType())
        && ObjectFields.list(one.getPorts()).equals(ObjectFields.list(other.getPorts()));
  }

  /** A slice comes from another cluster, or no longer does. */
  String sync() {
    boolean synced = random.nextBoolean();
    return onAny(
        slice ->
            edit(
                slice,
                there ->
                    new EndpointSliceBuilder(there)
                        .editMetadata()
                        .removeFromLabels(SYNCED)
                        .addToLabels(synced ? Map.of(SYNCED, "elsewhere") : Map.of())
                        .endMetadata()
                        .build()));
  }

  String delete() {
    return onAny(
        slice -> {
          writers.delete(slice);
          return "delete";
        });
  }

  private String onAny(Function<EndpointSlice, String> act) {
    List<EndpointSlice> there = writers.written(EndpointSlice.class);
    if (there.isEmpty()) {
      return writers.written(Service.class).isEmpty() ? "no slice" : create();
    }
    EndpointSlice slice = ClusterWriters.any(random, there);
    return said(slice, act.apply(slice));
  }

  private String edit(EndpointSlice slice, UnaryOperator<EndpointSlice> change) {
    return text(writers.edit(slice, change));
  }

  private static String said(EndpointSlice slice, String what) {
    return "EndpointSlice "
        + slice.getMetadata().getNamespace()
        + "/"
        + slice.getMetadata().getName()
        + ": "
        + what;
  }

  private static String text(EndpointSlice slice) {
    List<String> endpoints =
        ObjectFields.list(slice.getEndpoints()).stream()
            .map(endpoint -> endpoint.getAddresses().get(0) + mood(endpoint))
            .toList();
    return ObjectFields.list(slice.getPorts()).stream().map(EndpointPort::getName).toList()
        + " "
        + endpoints
        + (slice.getMetadata().getLabels().containsKey(SYNCED) ? " synced" : "");
  }

  private static String mood(Endpoint endpoint) {
    boolean ready = !Boolean.FALSE.equals(endpoint.getConditions().getReady());
    boolean terminating = Boolean.TRUE.equals(endpoint.getConditions().getTerminating());
    return (ready ? "" : " unready") + (terminating ? " terminating" : "");
  }
}
